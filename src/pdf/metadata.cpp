#include "pdf/metadata.hpp"

#include "base/markup.hpp"

#include <algorithm>

namespace carefold::pdf {

namespace {

const std::string producer = "Carefold with libharu 2.3.0";

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (!append_entity(out, c)) {
            out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
        }
    }
    return out;
}

std::string element(const std::string& name, const std::string& value) {
    return value.empty() ? "" : '<' + name + '>' + escaped(value) + "</" + name + ">\n";
}

enum class Container { alternatives, sequence, bag };

std::string listed(const std::string& name, const std::string& value, Container container) {
    if (value.empty()) {
        return {};
    }
    const std::string kind = container == Container::alternatives ? "rdf:Alt"
                             : container == Container::sequence   ? "rdf:Seq"
                                                                  : "rdf:Bag";
    return '<' + name + "><" + kind + "><rdf:li" +
           (container == Container::alternatives ? " xml:lang=\"x-default\">" : ">") +
           escaped(value) + "</rdf:li></" + kind + "></" + name + ">\n";
}

// PDF/UA's own property, and PDF/X's, are not among those PDF/A knows: they have to be described
// here (ISO 19005-2, 6.6.2.3; ISO 14289-1, 5).
constexpr const char* conformance = R"(<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>)";
constexpr const char* press_schema = R"(<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/X identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.npes.org/pdfx/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfxid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>GTS_PDFXVersion</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/X version the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>)";
constexpr const char* end_of_schemas = "</rdf:Bag></pdfaExtension:schemas>\n";

/// What ISO 15930-7 (PDF/X-4) asks of XMP besides title and dates. Made anew from the same
/// sources a document keeps its identifier.
std::string press_properties(const std::string& identifier) {
    return element("pdfxid:GTS_PDFXVersion", "PDF/X-4") + element("pdf:Trapped", "False") +
           element("xmpMM:DocumentID", identifier) + element("xmpMM:InstanceID", identifier) +
           element("xmpMM:VersionID", "1") + element("xmpMM:RenditionClass", "default");
}

std::string xmp(const pages::Metadata& metadata, const std::string& press) {
    std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "<rdf:Description rdf:about=\"\"";
    std::vector<std::pair<const char*, const char*>> namespaces = {
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"xmp", "http://ns.adobe.com/xap/1.0/"},
        {"pdf", "http://ns.adobe.com/pdf/1.3/"},
        {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
        {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
        {"pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"},
        {"pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"},
        {"pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"}};
    if (!press.empty()) {
        namespaces.emplace_back("pdfxid", "http://www.npes.org/pdfx/ns/id/");
        namespaces.emplace_back("xmpMM", "http://ns.adobe.com/xap/1.0/mm/");
    }
    for (const auto& [prefix, uri] : namespaces) {
        out += std::string("\nxmlns:") + prefix + "=\"" + uri + '"';
    }
    out += ">\n";
    out += element("dc:format", "application/pdf");
    out += listed("dc:title", metadata.title, Container::alternatives);
    out += listed("dc:creator", metadata.author, Container::sequence);
    out += listed("dc:description", metadata.subject, Container::alternatives);
    out += listed("dc:language", metadata.language.text(), Container::bag);
    out += element("xmp:CreatorTool", metadata.creator);
    out += element("xmp:CreateDate", metadata.date);
    out += element("xmp:ModifyDate", metadata.date);
    out += element("xmp:MetadataDate", metadata.date);
    out += element("pdf:Producer", producer);
    out += element("pdf:Keywords", metadata.keywords);
    out += press.empty() ? std::string() : press_properties(press);
    out += conformance;
    out += press.empty() ? "" : press_schema;
    out += end_of_schemas;
    return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

/// "2026-11-21T08:30:00+01:00" -> "D:20261121083000+01'00'" (ISO 32000-1, 7.9.4)
std::string pdf_date(const std::string& date) {
    std::string out = "D:";
    bool zone = false;
    for (const char c : date) {
        if (zone && c == ':') {
            out += '\'';
        } else if (c == 'Z' || c == '+' || (c == '-' && out.size() > 10)) {
            out += c;
            zone = c != 'Z';
        } else if (c >= '0' && c <= '9') {
            out += c;
        }
    }
    return zone ? out + '\'' : out;
}

} // namespace

Ref write_metadata(Objects& objects, const pages::Metadata& metadata, const std::string& press) {
    const std::string date = metadata.date.empty() ? "" : pdf_date(metadata.date);
    const std::pair<const char*, const std::string&> info[] = {
        {"/Title", metadata.title},     {"/Author", metadata.author},
        {"/Subject", metadata.subject}, {"/Keywords", metadata.keywords},
        {"/Creator", metadata.creator}, {"/Producer", producer},
        {"/CreationDate", date},        {"/ModDate", date}};
    std::string entries;
    for (const auto& [key, value] : info) {
        if (!value.empty()) {
            entries += key;
            append_text(entries, value);
        }
    }
    entries += press.empty() ? "" : "/Trapped/False";
    objects.fill(objects.info(), std::move(entries));
    // Not deflated, so that tools that know no PDF find it (ISO 32000-1, 14.3.2).
    return objects.add_stream("/Type/Metadata/Subtype/XML", xmp(metadata, press), Packing::as_is);
}

Ref write_output_intent(Objects& objects) {
    const Ref profile = objects.add_stream("/N 3", srgb_profile());
    return objects.add("/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                       "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)"
                       "/DestOutputProfile " +
                       to_ref(profile));
}

} // namespace carefold::pdf
