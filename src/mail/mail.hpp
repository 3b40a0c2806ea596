// mail: booklets to clients through the clinic's own mail server, each once.
// Enters: clinic.xml, words of messages, booklets and who they are for. Leaves: messages in an
// outbox on the disk, delivered by SMTP, and a record of what became of each.
// Never here: how a booklet is made; whether somebody agreed to get mail. A message that may have
// arrived is never sent again without a person asking for it. Passwords are in no file and no text
// this room writes.
#pragma once

#include "mail/address.hpp"
#include "mail/clinic.hpp"
#include "mail/deliver.hpp"
#include "mail/letter.hpp"
#include "mail/outbox.hpp"
#include "mail/queue.hpp"
