// A PDF made elsewhere, opened with suspicion: whatever is in the file, this ends with pages of
// sane sizes or with a diagnostic.
#include "pdf/import.hpp"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <algorithm>
#include <cmath>
#include <set>

namespace carefold::pdf {

namespace {

constexpr std::size_t most_pages = 5000;
constexpr std::size_t deepest_tree = 64;
constexpr std::uint64_t most_content = 1ULL << 29; // decoded bytes of all pages: 512 MB
constexpr double least_points = 3;                 // 1 mm
constexpr double most_points = 14400;              // ISO 32000-1, Annex C: 200 inches

class Damaged : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// qpdf walks the tree of pages by calling itself: a tree deeper than any writer makes one is
// refused before that uses up the stack.
void check_tree(QPDFObjectHandle root) {
    std::set<QPDFObjGen> seen;
    std::vector<std::pair<QPDFObjectHandle, std::size_t>> open{{std::move(root), 0}};
    while (!open.empty()) {
        auto [node, depth] = open.back();
        open.pop_back();
        if (!node.isDictionary()) {
            continue;
        }
        if (depth > deepest_tree) {
            throw Damaged("its tree of pages is too deep");
        }
        QPDFObjectHandle kids = node.getKey("/Kids");
        if (!kids.isArray() || (node.isIndirect() && !seen.insert(node.getObjGen()).second)) {
            continue;
        }
        if (seen.size() > most_pages || kids.getArrayNItems() > static_cast<int>(most_pages)) {
            throw Damaged("its tree of pages is too large");
        }
        for (const QPDFObjectHandle& kid : kids.aitems()) {
            open.emplace_back(kid, depth + 1);
        }
    }
}

double sane(double value) {
    if (!std::isfinite(value) || std::abs(value) > 1e6) {
        throw Damaged("a page's box is no box");
    }
    return value;
}

int rotation_of(QPDFPageObjectHelper& page) {
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const long long degrees = rotate.isInteger() ? rotate.getIntValue() : 0;
    return static_cast<int>(((degrees % 360) + 360) % 360);
}

/// The form's matrix and size for a box that is turned clockwise and scaled (14.11.2, 8.3.3).
ImportedPage measured(QPDFPageObjectHelper page) {
    ImportedPage result{page, {}, {}, {}};
    QPDFObjectHandle trim = page.getTrimBox();
    if (!trim.isRectangle()) {
        throw Damaged("a page has no size");
    }
    const QPDFObjectHandle::Rectangle box = trim.getArrayAsRectangle();
    const double left = sane(std::min(box.llx, box.urx));
    const double right = sane(std::max(box.llx, box.urx));
    const double bottom = sane(std::min(box.lly, box.ury));
    const double top = sane(std::max(box.lly, box.ury));
    QPDFObjectHandle unit = page.getAttribute("/UserUnit", false);
    const double scale = unit.isNumber() ? sane(unit.getNumericValue()) : 1;
    double width = (right - left) * scale;
    double height = (top - bottom) * scale;
    using Matrix = QPDFObjectHandle::Matrix;
    switch (rotation_of(page)) {
    case 90:
        result.matrix = Matrix(0, -scale, scale, 0, -bottom * scale, right * scale);
        std::swap(width, height);
        break;
    case 180:
        result.matrix = Matrix(-scale, 0, 0, -scale, right * scale, top * scale);
        break;
    case 270:
        result.matrix = Matrix(0, scale, -scale, 0, top * scale, -left * scale);
        std::swap(width, height);
        break;
    default:
        result.matrix = Matrix(scale, 0, 0, scale, -left * scale, -bottom * scale);
    }
    result.box = QPDFObjectHandle::Rectangle(left, bottom, right, top);
    result.size = {Length::pt(sane(width)), Length::pt(sane(height))};
    return result;
}

/// Counts what is decoded and stops a stream that swells beyond all measure.
class Gauge : public Pipeline {
  public:
    Gauge() : Pipeline("gauge", nullptr) {}
    void write(unsigned char const*, size_t length) override {
        total_ += length;
        if (total_ > most_content) {
            throw std::runtime_error("too much content");
        }
    }
    void finish() override {}
    bool exceeded() const { return total_ > most_content; }

  private:
    std::uint64_t total_ = 0;
};

/// What qpdf has to say comes out as diagnostics, not on the standard streams; objects that belong
/// to no file complain through the logger all files share.
void silence(QPDF& pdf) {
    static const std::shared_ptr<QPDFLogger> shared = [] {
        auto logger = QPDFLogger::defaultLogger();
        logger->setInfo(logger->discard());
        logger->setWarn(logger->discard());
        logger->setError(logger->discard());
        return logger;
    }();
    pdf.setSuppressWarnings(true);
    pdf.setLogger(shared);
}

std::string text_of(QPDFObjectHandle object) {
    return object.isString() ? object.getUTF8Value() : std::string();
}

bool has_header(const std::string& bytes) { // anywhere in the first kilobyte, as readers do
    return bytes.substr(0, 1024).find("%PDF-") != std::string::npos;
}

class Opener {
  public:
    Opener(const diag::Span& span, diag::Sink& sink) : span_(span), sink_(sink) {}

    bool open(Imported& impl, const std::string& bytes) {
        if (!has_header(bytes)) {
            return refuse("pdf.not-pdf", bytes.empty() ? "the file is empty" : "this is no PDF",
                          "name a PDF file");
        }
        try {
            impl.bytes = bytes;
            silence(impl.pdf);
            impl.pdf.processMemoryFile("the file", impl.bytes.data(), impl.bytes.size());
            return may_print(impl) && read(impl);
        } catch (const QPDFExc& error) {
            return error.getErrorCode() == qpdf_e_password
                       ? refuse("pdf.encrypted", "the PDF is encrypted and needs a password",
                                "decrypt it first: qpdf --decrypt --password=… IN.pdf OUT.pdf")
                       : damaged(error.getMessageDetail());
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) { // qpdf's own complaints, and ours
            return damaged(error.what());
        }
    }

  private:
    bool may_print(Imported& impl) {
        return !impl.pdf.isEncrypted() || impl.pdf.allowPrintHighRes() ||
               refuse("pdf.printing-forbidden", "the PDF's author does not allow printing",
                      "ask for a copy that may be printed");
    }

    bool read(Imported& impl) {
        check_tree(impl.pdf.getRoot().getKey("/Pages"));
        const std::vector<QPDFPageObjectHelper> pages =
            QPDFPageDocumentHelper(impl.pdf).getAllPages();
        if (pages.empty()) {
            return refuse("pdf.no-pages", "the PDF has no pages", "");
        }
        if (pages.size() > most_pages) {
            return refuse("pdf.too-many-pages",
                          "the PDF has " + std::to_string(pages.size()) + " pages",
                          "at most " + std::to_string(most_pages) + " are imposed at a time");
        }
        show_forms(impl);
        Gauge gauge;
        for (QPDFPageObjectHelper page : pages) {
            impl.pages.push_back(measured(page));
            impl.sizes.push_back(impl.pages.back().size);
            if (!check_size(impl.sizes) || !check_content(page, gauge)) {
                return false;
            }
        }
        if (impl.pdf.anyWarnings()) {
            sink_.warning("pdf.repaired", span_,
                          "the PDF is damaged; it was read as far as it goes",
                          "compare the sheets with it");
        }
        return true;
    }

    /// Filled-in forms and stamps are part of what is printed.
    static void show_forms(Imported& impl) {
        QPDFAcroFormDocumentHelper(impl.pdf).generateAppearancesIfNeeded();
        QPDFPageDocumentHelper(impl.pdf).flattenAnnotations(an_print, an_invisible | an_hidden);
    }

    bool check_size(const std::vector<Size>& sizes) {
        const Size size = sizes.back();
        const Length least = Length::pt(least_points);
        const Length most = Length::pt(most_points);
        const bool fits = size.width >= least && size.height >= least && size.width <= most &&
                          size.height <= most;
        return fits || refuse("pdf.page-size",
                              "page " + std::to_string(sizes.size()) + " is " +
                                  std::to_string(std::lround(size.width.to_mm())) + " × " +
                                  std::to_string(std::lround(size.height.to_mm())) + " mm",
                              "pages from 1 mm to 5 m can be imposed");
    }

    bool check_content(QPDFPageObjectHelper& page, Gauge& gauge) {
        try {
            page.pipeContents(&gauge);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception&) { // told by the gauge, or by a warning
        }
        return !gauge.exceeded() ||
               refuse("pdf.too-large", "the pages unpack to more than 512 MB of drawing",
                      "impose it in parts");
    }

    bool damaged(const std::string& detail) {
        return refuse("pdf.damaged", "the PDF cannot be read: " + diag::quoted(detail),
                      "make it anew, or try to repair it: qpdf IN.pdf OUT.pdf");
    }

    bool refuse(const char* code, const std::string& message, std::string hint) {
        sink_.error(code, span_, message, std::move(hint));
        return false;
    }

    const diag::Span& span_;
    diag::Sink& sink_;
};

} // namespace

Import::Import() : impl_(std::make_unique<Imported>()) {}
Import::~Import() = default;

std::unique_ptr<Import> Import::open(const std::string& bytes, const diag::Span& span,
                                     diag::Sink& sink) {
    std::unique_ptr<Import> made(new Import);
    made->impl_->span = span;
    return Opener(span, sink).open(*made->impl_, bytes) ? std::move(made) : nullptr;
}

const std::vector<Size>& Import::sizes() const {
    return impl_->sizes;
}

std::string Import::title() const {
    QPDFObjectHandle info = impl_->pdf.getTrailer().getKey("/Info");
    return info.isDictionary() ? text_of(info.getKey("/Title")) : std::string();
}

LanguageTag Import::language() const {
    const std::string text = text_of(impl_->pdf.getRoot().getKey("/Lang"));
    return LanguageTag::parse(text).value_or(LanguageTag());
}

bool Import::right_to_left() const {
    QPDFObjectHandle wishes = impl_->pdf.getRoot().getKey("/ViewerPreferences");
    return wishes.isDictionary() && wishes.getKey("/Direction").isNameAndEquals("/R2L");
}

} // namespace carefold::pdf
