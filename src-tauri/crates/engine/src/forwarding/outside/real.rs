//! The real outside: folders, mail, suppliers' interfaces.

use std::path::Path;

use stockless_connect::delivery::{deliver_file, look_up_file};
use stockless_connect::mail::{self, Attachment, MailMessage, MailTimeouts, purchase_message_id};
use stockless_connect::placing::{Answer, Listed, Look, Theirs, Trace};
use stockless_core::day::Instant;
use stockless_core::outcome::Outcome;
use stockless_core::protocol::{Capability, Lookup};
use stockless_core::supplier::Channel;

use super::apis::Apis;
use super::{Leaving, Outside, Reach, sent, sftp};

/// Leads to the world.
#[derive(Debug, Default)]
pub struct RealOutside {
    apis: Apis,
}

impl Outside for RealOutside {
    fn capability(&self, reach: &Reach) -> Result<Capability, String> {
        Ok(match reach.supplier.channel {
            // A file that nobody takes away can be looked for, and a write ends with the program that made it.
            Channel::File if !reach.supplier.folder_is_collected => Capability {
                lookup: Lookup::ByReference,
                list_lag_ms: Some(0),
                request_lifetime_ms: Some(0),
                ..Capability::blind()
            },
            Channel::Email if reach.sent.is_some() => sent::capability(),
            Channel::Api => self.apis.description(reach)?.capability().clone(),
            Channel::Sftp => sftp::capability(reach)?,
            _ => Capability::blind(),
        })
    }

    fn keeps_list(&self, reach: &Reach) -> bool {
        reach.supplier.channel == Channel::Api
            && self.apis.description(reach).is_ok_and(|description| description.keeps_list())
    }

    fn attempt(&self, leaving: &Leaving) -> Answer {
        if leaving.purchase.channel == Channel::Api {
            return self.apis.attempt(leaving);
        }
        let outcome = match leaving.purchase.channel {
            Channel::File => deliver(&folder(leaving), &leaving.reach.workspace, leaving),
            Channel::Email if leaving.reach.sample => {
                // Sample data is sent to nobody: the letter is put beside the other files of the sample.
                let mail = leaving.reach.workspace.join("outbox").join("mail");
                deliver(&mail, &leaving.reach.workspace, leaving)
            }
            Channel::Email => send_mail(leaving),
            Channel::Sftp => return sftp::attempt(leaving),
            Channel::Api => Outcome::not_sent("There is no connection to this supplier yet."),
            Channel::Manual => Outcome::not_sent("It is typed in by hand."),
        };
        let sent = sent_words(leaving);
        Answer { trace: Trace { sent, ..Trace::default() }, ..Answer::plain(outcome) }
    }

    fn look(&self, leaving: &Leaving) -> (Look, Trace) {
        if leaving.purchase.channel == Channel::Api {
            return self.apis.look(leaving);
        }
        let look = match leaving.purchase.channel {
            Channel::File => look_into_folder(leaving),
            Channel::Sftp => return sftp::look(leaving),
            Channel::Email => sent::look(leaving),
            _ => Look::cannot_tell("This supplier has no records that can be read."),
        };
        (look, Trace::default())
    }

    fn list(&self, reach: &Reach, since: Instant) -> (Listed, Trace) {
        if reach.supplier.channel == Channel::Api {
            return self.apis.list(reach, since);
        }
        (Err("This supplier has no records that can be read.".to_owned()), Trace::default())
    }

    fn try_out(&self, reach: &Reach, now: Instant) -> Result<String, String> {
        match reach.supplier.channel {
            Channel::Api => self.apis.try_out(reach, now),
            _ => Err("This supplier has no interface that could be asked.".to_owned()),
        }
    }

    fn cancel(&self, reach: &Reach, number: &str) -> Answer {
        if reach.supplier.channel == Channel::Api {
            return self.apis.cancel(reach, number);
        }
        Answer::plain(Outcome::not_sent("This supplier takes no cancellation through the program."))
    }

    fn cancel_draft(&self, reach: &Reach, number: &str) -> Answer {
        if reach.supplier.channel == Channel::Api {
            return self.apis.cancel_draft(reach, number);
        }
        Answer::plain(Outcome::not_sent("This supplier keeps no drafts."))
    }
}

fn folder(leaving: &Leaving) -> std::path::PathBuf {
    leaving.reach.workspace.join(&leaving.purchase.destination)
}

/// Folders inside the workspace are made when they are needed; others have to be there.
fn deliver(folder: &Path, workspace: &Path, leaving: &Leaving) -> Outcome {
    if folder.starts_with(workspace)
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        return Outcome::not_sent_yet(format!("The folder {} cannot be made: {error}.", folder.display()));
    }
    deliver_file(folder, &leaving.frozen.name, &leaving.frozen.document)
}

fn look_into_folder(leaving: &Leaving) -> Look {
    let found = look_up_file(
        &folder(leaving),
        &leaving.frozen.name,
        &leaving.frozen.document,
        leaving.reach.supplier.folder_is_collected,
    );
    match found {
        Outcome::Accepted { evidence, .. } => Look::Found(vec![Theirs {
            reference: leaving.purchase.key.clone(),
            state: evidence,
            ..Theirs::default()
        }]),
        Outcome::DefiniteNo { .. } | Outcome::Rejected { .. } => Look::NotThere,
        Outcome::Unknown { reason } => Look::cannot_tell(reason),
    }
}

fn send_mail(leaving: &Leaving) -> Outcome {
    let (account, password) = match &leaving.reach.mail {
        Ok(found) => found,
        Err(reason) => return Outcome::not_sent_yet(reason.clone()),
    };
    let frozen = &leaving.frozen;
    let message = MailMessage {
        to: vec![leaving.purchase.destination.clone()],
        subject: frozen.subject.clone(),
        text: frozen.body.clone(),
        attachments: vec![Attachment {
            file_name: frozen.name.clone(),
            content_type: content_type(&frozen.name).to_owned(),
            bytes: frozen.document.clone(),
        }],
        message_id: purchase_message_id(&leaving.purchase.key, &account.from),
    };
    // Composed with the instant of queueing: every attempt sends the same bytes.
    mail::send(account, password, &message, leaving.purchase.created, MailTimeouts::default())
}

/// Characters of a letter that are kept with its attempt; four bytes each at most.
const LETTER_KEPT: usize = 4_000;

/// What left, for Activity: where to, and what it said.
fn sent_words(leaving: &Leaving) -> String {
    let (to, frozen) = (&leaving.purchase.destination, &leaving.frozen);
    match leaving.purchase.channel {
        Channel::Email => {
            let body: String = frozen.body.chars().take(LETTER_KEPT).collect();
            format!("To: {to}\nSubject: {}\nAttached: {}\n\n{body}", frozen.subject, frozen.name)
        }
        _ => format!("{} to {to}", frozen.name),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv",
    }
}
