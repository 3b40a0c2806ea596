#include "cli/mail.hpp"

namespace carefold::cli {

const std::string_view mail_help =
    R"(usage: carefold mail queue RECORDS --guide GUIDE --layout LAYOUT [options]
       carefold mail send [options]
       carefold mail status | show ID | retry ID… | cancel ID… | log | purge

Sends each client on a list the right booklet as an attachment, through the clinic's own mail
server, once. clinic.xml says which server that is; docs/mail.md explains all of it.

actions
  queue               makes the booklets of those who consent and puts a message for each into the
                      outbox; the same list again adds nothing
  send                delivers what is due; a message the server puts off is tried again later
  status              how many messages are in which state, and those not sent yet
  show                one message: its text, and what happened to it
  retry               queues messages again that were put off, failed, cancelled or are uncertain:
                      an uncertain one may have arrived before
  cancel              messages that shall not be sent
  log                 which version of which guide went to whom, when, as CSV
  purge               removes texts and booklets of messages that were done with long ago; the log
                      stays

which messages (queue)
  --guide GUIDE       file of the guide
  --layout LAYOUT     name or path; screen is made for reading on a screen
  --lang TAG          of clients whose record names none; default: the guide's own
  --brand FILE        as for `carefold build`
  --campaign NAME     the same booklet again for the same client, on purpose
  --encrypt FIELD     lock the PDF with AES-256; the password is the record's value of FIELD, and
                      stands neither in the message nor in the outbox
  --dry-run           tell what would be queued, and what is wrong with it

how to send (send)
  --limit N           no more than N messages
  --watch             keep running and send what is queued or due later
  --archive FILE      when done, write there what `log` tells, of this and all earlier runs
  --insecure          a server on this machine only: without encryption, or with any certificate

where things are
  --outbox DIR        default: out/mail
  --clinic FILE       the clinic's mail settings; default: clinic.xml beside the guide or brand, else
                      the one in content

what to be told
  --json              status as JSON
  --eml FILE          show: write the message as it is sent
  --events            log: all that happened, not only what was sent
  -o, --output FILE   log: write it there
  --older TIME        purge: done with for longer than that, like 90d; default: as clinic.xml says
  --diagnostics FORM  queue: human (default) or json (one array), on the standard error stream
  --report FORM       queue, send: human (default) or json
  -q, --quiet         say nothing when all is well
  -h, --help          this text

examples
  carefold mail queue clients.csv --guide content/chronic-back-pain/guide.xml --layout screen
  carefold mail send
  carefold mail status
  carefold mail show 3f9a0c

exit status of send: 1 when messages failed or are uncertain, 3 when it stopped because the server
could not be reached or refused the login; nothing is lost then.
)";

} // namespace carefold::cli
