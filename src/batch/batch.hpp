// batch: a list of clients, or a matrix of languages and layouts -> a folder of documents.
// Enters: an Ask that names files. Leaves: PDFs, manifest.jsonl, timings.jsonl, the list of records
// that failed; what happens is told to a Listener as it happens.
// Never here: how a document is made (job), how a list is read (records), the terminal (cli).
#pragma once

#include "content/content.hpp"
#include "diag/diag.hpp"
#include "job/job.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace carefold::batch {

enum class Languages : std::uint8_t { from_record, all, clinic, listed };

/// One of several machines' part: records whose number is `index` modulo `count`.
struct Shard {
    std::size_t index = 1, count = 1; // index from 1
    bool whole() const { return count == 1; }
};

struct Ask {
    std::string list;                 // path of the records; empty: the matrix
    std::vector<std::string> guides;  // paths, or names of content's; matrix: empty is all
    std::vector<std::string> layouts; // names or paths; empty: the usual one; matrix: all
    std::string set;                  // name or path, instead of guides and layouts
    Languages languages = Languages::from_record; // matrix: all
    std::vector<std::string> tags;                // of Languages::listed
    std::vector<content::Audience> audiences;     // empty: each record's own, else client
    job::Edition edition = job::Edition::reader;
    std::string brand; // path; empty: as for a build
    std::string folder;
    std::string names;    // pattern; empty: default_names
    std::size_t jobs = 0; // threads; 0: as many as there are cores
    Shard shard;
    bool redo = false; // what is unchanged, too
};

/// A document as the manifest has it. All of it follows from what went in, so the manifests of two
/// runs, or of one run on many machines, are the same.
struct Line {
    std::string name;       // path in the folder
    std::string key;        // SHA-256 of all it is made of
    std::string inputs;     // SHA-256 of the files behind it
    std::size_t record = 0; // from 1; of a matrix: the document
    std::size_t line = 0;   // of the list; 0: matrix
    std::string client;     // client.id, if any
    std::string guide, layout, language, audience, edition;
    std::size_t pages = 0, bytes = 0;
    std::string sha256;
    std::size_t warnings = 0;
    std::string version; // Carefold's
};

struct Totals {
    std::size_t documents = 0; // to be there in the end
    std::size_t records = 0;
    std::size_t made = 0, kept = 0, failed = 0, failed_records = 0;
    std::size_t errors = 0, warnings = 0; // findings told
    std::size_t pages = 0, bytes = 0;     // of those made
    double seconds = 0;
    std::map<std::string, double> stages; // milliseconds, summed over threads
    std::string failed_list;              // path; empty: none failed
    std::string manifest;                 // path
    std::size_t ended() const { return made + kept + failed; }
};

/// One document's end, well or ill.
struct Event {
    enum class Kind : std::uint8_t { made, kept, failed } kind = Kind::made;
    Line line;
    double milliseconds = 0;
    std::vector<diag::Diagnostic> findings; // failed: why, all of it
};

/// Called by one thread at a time, in the order of the list.
class Listener {
  public:
    virtual ~Listener() = default;
    virtual void started(const Totals&) {}
    virtual void ended(const Event&, const Totals&) {}
    /// Each once, however many documents it concerns.
    virtual void found(const diag::Diagnostic&) {}
};

/// Makes them all. Throws diag::EnvironmentError, after which what is finished is whole and in the
/// manifest: those of job, and batch.busy, .list-missing, .list-unreadable, .list-changed,
/// .folder-gone, .disk-full, .output-unwritable, .inputs-changed. Findings about the list and what
/// is asked for: batch.same-name, .no-translation, .unknown-technique, .unknown-audience,
/// .bad-pattern, .unknown-field, .no-documents, those of sets and those of records.
Totals run(const Ask& ask, Listener& listener);

/// Reads the whole list and tells all that is wrong with it; makes nothing.
Totals check(const Ask& ask, Listener& listener);

struct Verified {
    std::size_t documents = 0, whole = 0, bytes = 0;
};
/// Each line of the folder's manifest against its file. Codes: batch.missing-file, .changed-file,
/// .extra-file, .bad-line; thrown: batch.no-manifest, batch.busy.
Verified verify(const std::string& folder, diag::Sink& sink);

struct Merged {
    std::size_t shards = 0, documents = 0;
    std::string manifest;    // path
    std::string failed_list; // path; empty: none failed
};
/// Manifests of all shards -> one, as a run on one machine would have written it. `into`: where
/// documents of several folders are brought together; empty: there is one folder, and they are
/// there. Codes: batch.missing-shard, .unfinished-shard, .shards-differ, .same-name, .bad-line.
Merged merge(const std::vector<std::string>& folders, const std::string& into, diag::Sink& sink);

/// What a new client gets: content/sets/NAME.xml.
struct Booklet {
    std::string guide;  // path
    std::string layout; // name or path; empty: the usual one
    std::optional<content::Audience> audience;
    std::optional<job::Edition> edition;
};
/// nullopt when nothing usable came out. Codes: batch.unknown-element, .unknown-attribute,
/// .missing-attribute, .bad-value, .empty-set, and those of xml.
std::optional<std::vector<Booklet>> load_set(std::string text, const std::string& file,
                                             diag::Sink& sink);

std::string_view to_string(job::Edition edition);

} // namespace carefold::batch
