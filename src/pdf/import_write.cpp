// Sheets of imported pages. The file stays the one that was read: its pages become forms in place,
// so that fonts and pictures are never copied, and the writer leaves out what nothing leads to.
#include "pdf/import.hpp"

#include "pdf/syntax.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>

namespace carefold::pdf {

namespace {

QPDFObjectHandle name(const char* text) {
    return QPDFObjectHandle::newName(text);
}

QPDFObjectHandle box(Size size) {
    return QPDFObjectHandle::newArray(
        QPDFObjectHandle::Rectangle(0, 0, size.width.to_pt(), size.height.to_pt()));
}

class SheetMaker {
  public:
    explicit SheetMaker(Imported& impl) : impl_(impl), pdf_(impl.pdf) {}

    std::string write(const pages::Imposition& imposition, diag::Sink& sink) {
        const std::string furniture = draw_furniture(imposition, sink);
        QPDF drawn;
        drawn.setImmediateCopyFrom(true);
        drawn.processMemoryFile("marks", furniture.data(), furniture.size());
        std::vector<QPDFPageObjectHelper> marks = QPDFPageDocumentHelper(drawn).getAllPages();

        QPDFObjectHandle tree = pdf_.makeIndirectObject(QPDFObjectHandle::newDictionary());
        QPDFObjectHandle kids = QPDFObjectHandle::newArray();
        for (std::size_t i = 0; i < imposition.sheets.size(); ++i) {
            const pages::Sheet& sheet = imposition.sheets[i];
            QPDFObjectHandle page = make_sheet(sheet, marks.at(i));
            page.replaceKey("/Parent", tree);
            kids.appendItem(pdf_.makeIndirectObject(page));
        }
        tree.replaceKey("/Type", name("/Pages"));
        tree.replaceKey("/Kids", kids);
        tree.replaceKey("/Count", QPDFObjectHandle::newInteger(kids.getArrayNItems()));
        furnish_catalog(tree, imposition.flip);
        return bytes();
    }

  private:
    /// Marks and strips as pages without pages on them, set and drawn like everything of ours.
    static std::string draw_furniture(const pages::Imposition& imposition, diag::Sink& sink) {
        pages::Document empty;
        empty.tags.emplace_back();
        empty.tags.back().role = Role::document;
        pages::Imposition bare = imposition;
        for (pages::Sheet& sheet : bare.sheets) {
            sheet.placements.clear();
        }
        return pdf::write(empty, {&bare}, sink);
    }

    QPDFObjectHandle make_sheet(const pages::Sheet& sheet, QPDFPageObjectHelper& marks) {
        QPDFObjectHandle forms = QPDFObjectHandle::newDictionary();
        std::string drawing;
        for (const pages::Placement& placement : sheet.placements) {
            const std::size_t number = *placement.page;
            const std::string form_name = "/P" + std::to_string(number);
            forms.replaceKey(form_name, form(number));
            draw(drawing, placement, sheet.size);
            drawing += form_name + " Do\nQ\n";
        }
        if (!sheet.marks.empty() || !sheet.strips.empty()) {
            QPDFObjectHandle overlay = marks.getObjectHandle().getOwningQPDF()->makeIndirectObject(
                marks.getFormXObjectForPage());
            overlay.getDict().removeKey("/StructParents");
            forms.replaceKey("/Marks", pdf_.copyForeignObject(overlay));
            drawing += "q\n/Marks Do\nQ\n";
        }
        QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
        resources.replaceKey("/XObject", forms);
        QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
        page.replaceKey("/Type", name("/Page"));
        page.replaceKey("/MediaBox", box(sheet.size));
        page.replaceKey("/TrimBox", box(sheet.size));
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf_, drawing));
        return page;
    }

    QPDFObjectHandle form(std::size_t number) {
        const auto [known, fresh] = forms_.try_emplace(number);
        if (fresh) {
            ImportedPage& page = impl_.pages[number];
            QPDFObjectHandle made = page.page.getFormXObjectForPage(false);
            made.getDict().replaceKey("/BBox", QPDFObjectHandle::newFromRectangle(page.box));
            made.getDict().replaceKey("/Matrix", QPDFObjectHandle::newFromMatrix(page.matrix));
            known->second = pdf_.makeIndirectObject(made);
        }
        return known->second;
    }

    void draw(std::string& drawing, const pages::Placement& placement, Size sheet) const {
        const Size size = impl_.sizes[*placement.page];
        const bool turned = placement.rotation == 180;
        const Length top = sheet.height - placement.at.y;
        drawing += turned ? "q\n-1 0 0 -1 " : "q\n1 0 0 1 ";
        append_milli(drawing, to_milli(turned ? placement.at.x + size.width : placement.at.x));
        drawing += ' ';
        append_milli(drawing, to_milli(turned ? top : top - size.height));
        drawing += " cm\n";
    }

    /// Title and language stay; so do layers, or hidden ones would be seen. What leads to the old
    /// pages, does something when opened or claims a standard the sheets need not meet goes.
    void furnish_catalog(const QPDFObjectHandle& tree, pages::Imposition::Flip flip) {
        QPDFObjectHandle root = pdf_.getRoot();
        for (const std::string& key : root.getKeys()) {
            if (key != "/Type" && key != "/Lang" && key != "/OCProperties" && key != "/Version" &&
                key != "/Extensions") {
                root.removeKey(key);
            }
        }
        root.replaceKey("/Pages", tree);
        QPDFObjectHandle wishes = QPDFObjectHandle::newDictionary();
        const bool short_edge = flip == pages::Imposition::Flip::short_edge;
        wishes.replaceKey("/Duplex",
                          name(short_edge ? "/DuplexFlipShortEdge" : "/DuplexFlipLongEdge"));
        wishes.replaceKey("/PrintScaling", name("/None"));
        wishes.replaceKey("/PickTrayByPDFSize", QPDFObjectHandle::newBool(true));
        root.replaceKey("/ViewerPreferences", wishes);
        keep_information();
    }

    /// Who made it and what it is called; not what else a program may have put there.
    void keep_information() {
        QPDFObjectHandle info = pdf_.getTrailer().getKey("/Info");
        if (!info.isDictionary()) {
            pdf_.getTrailer().removeKey("/Info");
            return;
        }
        QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
        for (const char* key : {"/Title", "/Author", "/Subject", "/Keywords", "/Creator",
                                "/Producer", "/CreationDate", "/ModDate"}) {
            if (QPDFObjectHandle value = info.getKey(key); value.isString()) {
                kept.replaceKey(key, value);
            }
        }
        pdf_.getTrailer().replaceKey("/Info", pdf_.makeIndirectObject(kept));
    }

    std::string bytes() {
        QPDFWriter writer(pdf_);
        writer.setOutputMemory();
        writer.setPreserveEncryption(false);
        writer.setDecodeLevel(qpdf_dl_none);
        writer.setDeterministicID(true);
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
    }

    Imported& impl_;
    QPDF& pdf_;
    std::map<std::size_t, QPDFObjectHandle> forms_;
};

} // namespace

std::string Import::write(const pages::Imposition& imposition, diag::Sink& sink) {
    try {
        return SheetMaker(*impl_).write(imposition, sink);
    } catch (const diag::EnvironmentError&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("pdf.writer", "memory ran out while the PDF was written");
    } catch (const std::exception& error) { // qpdf's: an object that could not be read after all
        sink.error("pdf.damaged", impl_->span,
                   "the PDF cannot be written anew: " + diag::quoted(error.what()),
                   "make it anew, or try to repair it: qpdf IN.pdf OUT.pdf");
        return {};
    }
}

} // namespace carefold::pdf
