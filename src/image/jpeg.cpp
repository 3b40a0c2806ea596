// JPEG (ITU-T T.81) passed through as it is, after a decoder has seen every scan line of it.
// Everything between setjmp and longjmp is plain C data; C++ objects live outside.
#include "image/parts.hpp"

#include <cstdio>
// jpeglib.h needs FILE and size_t declared before it.
#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <new>

namespace carefold::image {

namespace {

constexpr long max_decoder_memory = 256L << 20U; // a progressive picture's coefficients
constexpr int max_scans = 500;                   // a bomb repeats scans to burn time

struct Survey {
    jpeg_error_mgr manager; // first: the library hands out its address
    std::jmp_buf escape;
    bool failed, too_large, too_many_scans, damaged;
    int width, height, components, orientation;
    bool arithmetic, plain_rgb, adobe;
    bool bad_profile;
    JOCTET* profile; // by malloc; who surveys frees it
    unsigned profile_size;
    double x_density, y_density;
    char message[JMSG_LENGTH_MAX];
};

Survey& survey_of(j_common_ptr info) {
    return *reinterpret_cast<Survey*>(info->err);
}

[[noreturn]] void on_error(j_common_ptr info) {
    Survey& survey = survey_of(info);
    const int code = info->err->msg_code;
    survey.failed = true;
    survey.too_large = code == JERR_NO_BACKING_STORE || code == JERR_OUT_OF_MEMORY;
    info->err->format_message(info, survey.message);
    std::longjmp(survey.escape, 1);
}

/// Level -1 is a warning: damage the decoder could paint over. Stray bytes between markers harm
/// nobody, and neither does an unknown Adobe colour code.
void on_message(j_common_ptr info, int level) {
    const int code = info->err->msg_code;
    Survey& survey = survey_of(info);
    if (code == JWRN_BOGUS_ICC) {
        survey.bad_profile = true;
        return;
    }
    if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_ADOBE_XFORM && !survey.damaged) {
        survey.damaged = true;
        info->err->format_message(info, survey.message);
    }
}

void on_progress(j_common_ptr info) {
    if (info->is_decompressor != 0 &&
        reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > max_scans) {
        Survey& survey = survey_of(info);
        survey.too_many_scans = true;
        survey.failed = true;
        std::longjmp(survey.escape, 1);
    }
}

/// A 16-bit number of an EXIF block, in the block's byte order.
int exif_short(const JOCTET* at, bool big) {
    return big ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
}

/// The orientation tag (EXIF 2.3, 4.6.4 A; TIFF 6.0 layout): 1 to 8; 1 when absent or senseless.
int exif_orientation(const jpeg_marker_struct* marker) {
    for (; marker != nullptr; marker = marker->next) {
        const JOCTET* data = marker->data;
        const std::size_t size = marker->data_length;
        if (size < 16 || data[0] != 'E' || data[1] != 'x' || data[2] != 'i' || data[3] != 'f') {
            continue;
        }
        const bool big = data[6] == 'M';
        const int high = exif_short(data + (big ? 10 : 12), big);
        const int low = exif_short(data + (big ? 12 : 10), big);
        const std::size_t directory = 6 + static_cast<std::size_t>(low);
        if (high != 0 || directory + 2 > size) {
            continue;
        }
        const int entries = exif_short(data + directory, big);
        for (int i = 0; i < entries; ++i) {
            const std::size_t entry = directory + 2 + 12 * static_cast<std::size_t>(i);
            if (entry + 12 > size) {
                break;
            }
            const int value = exif_short(data + entry + 8, big);
            if (exif_short(data + entry, big) == 0x0112 && value >= 1 && value <= 8) {
                return value;
            }
        }
    }
    return 1;
}

void note_header(jpeg_decompress_struct& info, Survey& survey) {
    survey.width = static_cast<int>(info.image_width);
    survey.height = static_cast<int>(info.image_height);
    survey.components = info.num_components;
    survey.arithmetic = info.arith_code != 0;
    // Without Adobe's marker a PDF reader takes three components for YCbCr.
    survey.plain_rgb = info.jpeg_color_space == JCS_RGB && info.saw_Adobe_marker == 0;
    survey.adobe = info.saw_Adobe_marker != 0;
    survey.orientation = exif_orientation(info.marker_list);
    const double unit = info.density_unit == 1 ? 1.0 : info.density_unit == 2 ? 2.54 : 0.0;
    survey.x_density = info.X_density * unit;
    survey.y_density = info.Y_density * unit;
}

/// Reads the whole picture and throws the pixels away. `row` has room for one line, or is null to
/// stop after the header, which may give a profile.
void survey_jpeg(std::string_view bytes, Survey& survey, JSAMPLE* row) {
    jpeg_decompress_struct info{};
    jpeg_progress_mgr progress{};
    info.err = jpeg_std_error(&survey.manager);
    survey.manager.error_exit = on_error;
    survey.manager.emit_message = on_message;
    progress.progress_monitor = on_progress;
    if (setjmp(survey.escape) != 0) { // NOLINT(cert-err52-cpp): libjpeg's only way out
        jpeg_destroy_decompress(&info);
        return;
    }
    jpeg_create_decompress(&info);
    info.progress = &progress;
    info.mem->max_memory_to_use = max_decoder_memory;
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xffff);
    if (row == nullptr) {
        jpeg_save_markers(&info, JPEG_APP0 + 2, 0xffff);
    }
    jpeg_read_header(&info, TRUE);
    note_header(info, survey);
    if (row == nullptr) {
        jpeg_read_icc_profile(&info, &survey.profile, &survey.profile_size);
    }
    if (row != nullptr) {
        info.out_color_space = info.jpeg_color_space; // no conversion: only the entropy code counts
        info.dct_method = JDCT_IFAST;
        info.do_fancy_upsampling = FALSE;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height) {
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
}

/// Every pixel, in as good quality as the decoder has; `pixels` has room for them.
void read_jpeg(std::string_view bytes, Survey& survey, JSAMPLE* pixels) {
    jpeg_decompress_struct info{};
    info.err = jpeg_std_error(&survey.manager);
    survey.manager.error_exit = on_error;
    survey.manager.emit_message = on_message;
    if (setjmp(survey.escape) != 0) { // NOLINT(cert-err52-cpp): libjpeg's only way out
        jpeg_destroy_decompress(&info);
        return;
    }
    jpeg_create_decompress(&info);
    info.mem->max_memory_to_use = max_decoder_memory;
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&info, TRUE);
    info.out_color_space = info.num_components == 1   ? JCS_GRAYSCALE
                           : info.num_components == 4 ? JCS_CMYK
                                                      : JCS_RGB;
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
        JSAMPLE* row = pixels + static_cast<std::size_t>(info.output_scanline) * info.output_width *
                                    static_cast<std::size_t>(info.output_components);
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
}

[[noreturn]] void refuse(std::string_view kind, std::string message, std::string hint) {
    throw Refusal{"image." + std::string(kind), std::move(message), std::move(hint)};
}

void check_soundness(const Survey& survey) {
    if (survey.too_large) {
        refuse("too-large", "the JPEG needs too much memory to check",
               "scale it down or save it as a baseline JPEG");
    }
    if (survey.too_many_scans) {
        refuse("too-large", "the JPEG has more than " + std::to_string(max_scans) + " scans",
               "save it as a baseline JPEG");
    }
    if (survey.failed || survey.damaged) {
        refuse("corrupt",
               "the JPEG is damaged: " + std::string(static_cast<const char*>(survey.message)),
               "export it again");
    }
}

void check_kind(const Survey& survey) {
    if (static_cast<std::size_t>(survey.width) * static_cast<std::size_t>(survey.height) >
        max_pixels) {
        refuse("too-large",
               "the JPEG has " + std::to_string(survey.width) + " × " +
                   std::to_string(survey.height) + " pixels",
               "300 pixels an inch on paper are enough; scale it down");
    }
    if (survey.components != 1 && survey.components != 3 && survey.components != 4) {
        refuse("unsupported",
               "the JPEG has " + std::to_string(survey.components) + " colour channels",
               "save it in RGB or gray");
    }
    if (survey.arithmetic || survey.plain_rgb) {
        refuse("unsupported",
               survey.arithmetic ? "the JPEG uses arithmetic coding"
                                 : "the JPEG stores RGB without saying so",
               "save it again with another program");
    }
    if (survey.orientation != 1) {
        refuse("unsupported",
               "the JPEG is stored turned or mirrored (EXIF orientation " +
                   std::to_string(survey.orientation) + ")",
               "open it in an image editor and save it upright");
    }
}

/// Ink without a profile is no colour: nobody can tell what paper and press it was meant for, and
/// PDF/A forbids it beside an output intent in RGB (ISO 19005-2, 6.2.4.3).
void check_inks(const Survey& survey, const std::string& profile) {
    const std::string fault = profile.empty() ? "" : profile_fault(profile, survey.components);
    if (survey.components == 4 && (profile.empty() || !fault.empty())) {
        refuse("unsupported",
               fault.empty() ? "the JPEG is in CMYK and has no colour profile"
                             : "the JPEG is in CMYK and its colour profile " + fault,
               "save it in sRGB, or embed the profile of the press it was made for");
    }
}

/// Of the header only.
std::string take_profile(Survey& survey) {
    std::string profile;
    if (survey.profile != nullptr) {
        profile.assign(reinterpret_cast<const char*>(survey.profile),
                       std::min<std::size_t>(survey.profile_size, max_profile_bytes));
        std::free(survey.profile); // NOLINT: libjpeg's is from malloc
        survey.profile = nullptr;
    } else if (survey.bad_profile) {
        profile = "damaged";
    }
    return profile;
}

} // namespace

Raster pixels(const Jpeg& jpeg) {
    Survey survey{};
    survey_jpeg(jpeg.bytes, survey, nullptr);
    (void)take_profile(survey); // the picture has it
    Raster raster;
    raster.gray = jpeg.components == 1;
    raster.rgb.resize(static_cast<std::size_t>(survey.width) *
                      static_cast<std::size_t>(survey.height) *
                      static_cast<std::size_t>(jpeg.components));
    if (!survey.failed) {
        read_jpeg(jpeg.bytes, survey, raster.rgb.data());
    }
    if (survey.failed) { // it was sound when it was decoded: only memory can be missing
        throw std::bad_alloc();
    }
    for (std::uint8_t& sample : raster.rgb) {
        sample = jpeg.inverted ? static_cast<std::uint8_t>(255 - sample) : sample;
    }
    return raster;
}

Picture decode_jpeg(std::string_view bytes, std::vector<Refusal>& remarks) {
    Survey survey{};
    survey_jpeg(bytes, survey, nullptr);
    std::string profile = take_profile(survey);
    check_soundness(survey);
    check_kind(survey);
    check_inks(survey, profile);
    std::vector<JSAMPLE> row(static_cast<std::size_t>(survey.width) * 4);
    survey_jpeg(bytes, survey, row.data());
    check_soundness(survey);
    Picture picture;
    picture.pixel_width = survey.width;
    picture.pixel_height = survey.height;
    picture.size = natural_size(survey.width, survey.height, survey.x_density, survey.y_density);
    picture.icc = keep_profile(std::move(profile), survey.components, "JPEG", remarks);
    picture.data =
        Jpeg{std::string(bytes), survey.components, survey.components == 4 && survey.adobe};
    return picture;
}

} // namespace carefold::image
