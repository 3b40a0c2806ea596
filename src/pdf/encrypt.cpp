// A finished PDF behind a password: AES-256 as ISO 32000-2 has it (7.6.4.4, revision 6), by qpdf.
#include "pdf/pdf.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <new>

namespace carefold::pdf {

std::string encrypt(const std::string& bytes, const std::string& user_password,
                    const std::string& owner_password) {
    constexpr std::size_t most = 127; // bytes of a password that count
    if (user_password.empty() || owner_password.empty() || user_password.size() > most) {
        throw diag::EnvironmentError("pdf.password", "a PDF cannot have that password",
                                     "it has 1 to 127 bytes in UTF-8");
    }
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("booklet", bytes.data(), bytes.size());
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        // Screen readers, copying, filling in and printing at full quality stay allowed.
        writer.setR6EncryptionParameters(user_password.c_str(), owner_password.c_str(), true, true,
                                         false, true, true, false, qpdf_r3p_full, true);
        writer.write();
        const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("pdf.writer", "memory ran out while the PDF was written");
    } catch (const std::exception& error) {
        throw diag::EnvironmentError("pdf.writer",
                                     std::string("the PDF could not be locked: ") + error.what());
    }
}

} // namespace carefold::pdf
