// The words behind `carefold batch`, and what its help says of them.
#include "cli/values.hpp"

#include <charconv>
#include <optional>

namespace carefold::cli {

namespace {

const Grammar& batch_grammar() {
    static const Grammar batch{"batch",
                               {{"guide", true, true},
                                {"layout", true, true},
                                {"set", true},
                                {"edition", true},
                                {"lang", true},
                                {"audience", true},
                                {"brand", true},
                                {"names", true},
                                {"jobs", true},
                                {"output,o", true},
                                {"redo", false},
                                {"shard", true},
                                {"check", false},
                                {"verify", true},
                                {"merge", false},
                                {"json", false},
                                {"timings", false},
                                {"quiet,q", false},
                                {"help,h", false}},
                               {"records"},
                               "",
                               true};
    return batch;
}

constexpr std::string_view of_batch =
    R"(usage: carefold batch [RECORDS] [options] -o DIR
       carefold batch RECORDS --check [options]
       carefold batch --verify DIR
       carefold batch --merge DIR... [-o DIR]

Makes documents for every client of the list RECORDS (CSV, JSON or JSON Lines), or without a list
every guide in every language and layout. Run it again after a crash, a kill or a change: what is
whole and unchanged stays, the rest is made. docs/batch.md tells of lists, sets and manifests.

what to make
  --guide GUIDE       path, or name of one in content; may be given several times
  --layout LAYOUT     name or path; may be given several times; default: the booklet of the brand's
                      paper; without a list: all
  --set NAME          the booklets of content/sets/NAME.xml, instead of guides and layouts
  --edition KIND      reader (default), imposed or press: as for build
  --lang WHICH        from-record (default): each record's own, else the guide's; all: each record
                      in all; clinic: those the brand lists; or tags: ko,pt-BR
  --audience WHO      client, practitioner or both; default: each record's own, else client
  --brand FILE        as for build
  --names PATTERN     default: {lang}/{client.id}-{guide}-{layout}.pdf; without a list:
                      {lang}/{guide}-{audience}-{layout}.pdf. {edition}, {record} (its number) and
                      every field of a record may stand in it; names are made safe for any system
  -o, --output DIR    where they go, with manifest.jsonl, timings.jsonl and, if any record failed,
                      failed.csv (or .json, .jsonl); files are readable for their owner only

how to make it
  --jobs N            documents at a time; default: as many as there are processors
  --redo              what is unchanged, too
  --shard I/N         every Nth record, from the Ith: one machine's part; --merge when all are done

instead of making
  --check             read the list and tell all that is wrong with it
  --verify DIR        compare a folder with its manifest: missing, changed and extra files
  --merge DIR...      put the manifests of all shards together; with -o also the documents of
                      several folders

what to be told
  --json              events, one on each line of the standard output: start, document, failure,
                      finding, done
  --timings           time per stage, summed over all threads
  -q, --quiet         nothing when all is well
  -h, --help          this text

Status 1 when a record failed; the others are made all the same.

examples
  carefold batch clients.csv --guide chronic-back-pain --check
  carefold batch clients.csv --guide chronic-back-pain --layout booklet-a5 -o mailing
  carefold batch clients.csv --set first-visit -o mailing
  carefold batch mailing/failed.csv --set first-visit -o mailing
  carefold batch --guide chronic-back-pain --layout booklet-a5 -o all-languages
)";

/// From 1; nullopt for anything else.
std::optional<std::size_t> parse_count(std::string_view text, std::size_t most) {
    std::size_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && rest == text.data() + text.size();
    return whole && number >= 1 && number <= most ? std::optional(number) : std::nullopt;
}

void read_languages(const Values& values, batch::Ask& ask) {
    const std::string text = values.text("lang", "from-record");
    ask.languages = text == "from-record" ? batch::Languages::from_record
                    : text == "all"       ? batch::Languages::all
                    : text == "clinic"    ? batch::Languages::clinic
                                          : batch::Languages::listed;
    if (ask.languages == batch::Languages::from_record && values.has("lang") && ask.list.empty()) {
        values.refuse("`--lang from-record` needs a list of records");
    }
    for (std::size_t at = 0; ask.languages == batch::Languages::listed;) {
        const std::size_t comma = text.find(',', at);
        const std::string tag = text.substr(at, comma - at);
        const auto parsed = LanguageTag::parse(tag);
        if (!parsed || parsed->language().size() > 3) { // a word, and no one's language
            const std::string near = diag::did_you_mean(tag, {"from-record", "all", "clinic"});
            values.refuse("`" + tag + "` is no language tag",
                          near.empty() ? "write it like `ko` or `ko,pt-BR`, or `from-record`, "
                                         "`all` or `clinic`"
                                       : near);
        }
        ask.tags.push_back(parsed->text());
        if (comma == std::string::npos) {
            break;
        }
        at = comma + 1;
    }
}

void read_shard(const Values& values, batch::Ask& ask) {
    if (!values.has("shard")) {
        return;
    }
    const std::string text = values.text("shard");
    const std::size_t slash = text.find('/');
    const std::string_view whole = text;
    const auto count =
        slash == std::string::npos ? std::nullopt : parse_count(whole.substr(slash + 1), 9999);
    const auto index = count ? parse_count(whole.substr(0, slash), *count) : std::nullopt;
    if (!index) {
        values.refuse("`" + text + "` is no shard", "the second of four is 2/4");
    }
    ask.shard = {*index, *count};
}

void read_audience(const Values& values, batch::Ask& ask) {
    using content::Audience;
    if (values.has("audience")) {
        const std::size_t who = values.choice("audience", {"client", "practitioner", "both"});
        ask.audiences = who == 0   ? std::vector{Audience::client}
                        : who == 1 ? std::vector{Audience::practitioner}
                                   : std::vector{Audience::client, Audience::practitioner};
    }
}

/// Options that would have no effect are refused.
void check_action(const Values& values, const BatchOptions& options) {
    using Action = BatchOptions::Action;
    const bool other = options.action == Action::verify || options.action == Action::merge;
    for (const char* name : {"guide", "layout", "set", "edition", "lang", "audience", "brand",
                             "names", "jobs", "redo", "shard", "check", "timings"}) {
        if (other && values.has(name)) {
            values.refuse(std::string("`--") + name + "` does not go with `--" +
                          (options.action == Action::verify ? "verify`" : "merge`"));
        }
    }
    const batch::Ask& ask = options.ask;
    if (options.action == Action::verify &&
        (values.has("merge") || values.has("output") || values.has("records"))) {
        values.refuse("`--verify` looks at one folder and makes nothing",
                      "carefold batch --verify DIR");
    }
    if (options.action == Action::merge && options.folders.empty()) {
        values.refuse("which folders shall be merged?", "carefold batch --merge DIR...");
    }
    if (options.action == Action::merge && options.folders.size() > 1 && ask.folder.empty()) {
        values.refuse("where shall documents of several folders go?",
                      "carefold batch --merge DIR... -o DIR");
    }
    if (other) {
        return;
    }
    if (!ask.set.empty() && (!ask.guides.empty() || !ask.layouts.empty())) {
        values.refuse("a set names its own guides and layouts",
                      "leave out `--guide` and `--layout`, or `--set`");
    }
    if (!ask.list.empty() && ask.set.empty() && ask.guides.empty()) {
        values.refuse("which guide shall the clients get?",
                      "name one with `--guide`, or a set with `--set`; `carefold list` shows them");
    }
    if (options.action == Action::run && ask.folder.empty()) {
        values.refuse("where shall the documents go?", "name a folder with `-o`");
    }
}

} // namespace

std::string_view batch_help() {
    return of_batch;
}

std::vector<std::string_view> batch_option_names() {
    return long_names(batch_grammar());
}

BatchOptions parse_batch(const Arguments& arguments) {
    const Values values(arguments, batch_grammar());
    BatchOptions options;
    options.help = values.has("help");
    if (options.help) {
        return options;
    }
    using Action = BatchOptions::Action;
    options.action = values.has("verify")  ? Action::verify
                     : values.has("merge") ? Action::merge
                     : values.has("check") ? Action::check
                                           : Action::run;
    const std::vector<std::string> words = values.all("records");
    batch::Ask& ask = options.ask;
    ask.folder = values.text("output");
    if (options.action == Action::verify) {
        options.folders = {values.text("verify")};
    } else if (options.action == Action::merge) {
        options.folders = words;
    } else if (words.size() > 1) {
        values.refuse("more than one list is named", "make a batch of each");
    } else if (!words.empty()) {
        ask.list = words.front();
    }
    ask.guides = values.all("guide");
    ask.layouts = values.all("layout");
    ask.set = values.text("set");
    ask.edition =
        static_cast<job::Edition>(values.choice("edition", {"reader", "imposed", "press"}));
    ask.edition = values.text("edition") == "press" ? job::Edition::press : ask.edition;
    ask.brand = values.text("brand");
    ask.names = values.text("names");
    ask.redo = values.has("redo");
    if (values.has("jobs")) {
        const auto jobs = parse_count(values.text("jobs"), 1024);
        if (!jobs) {
            values.refuse("`" + values.text("jobs") + "` is no value of `--jobs`",
                          "a whole number from 1 to 1024");
        }
        ask.jobs = *jobs;
    }
    read_languages(values, ask);
    read_shard(values, ask);
    read_audience(values, ask);
    options.json = values.has("json");
    options.timings = values.has("timings");
    options.quiet = values.has("quiet");
    check_action(values, options);
    return options;
}

} // namespace carefold::cli
