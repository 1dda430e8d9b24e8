//! Gathering what an attempt needs: how the supplier is reached, and the secrets for it.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use stockless_connect::mail::MailAccount;
use stockless_connect::secrets::{Secret, SecretKey};
use stockless_core::day::Instant;
use stockless_core::id::SupplierId;
use stockless_core::protocol::{Capability, Kind};
use stockless_core::supplier::Channel;
use stockless_store::purchases::PurchaseRow;
use stockless_store::suppliers::SupplierRow;

use super::outside::{Leaving, Outside, Reach, SentFolder};
use super::queue::Terms;
use crate::engine::Engine;
use crate::error::{ApiError, Code};

/// Mails of ours that were sent before, looked for beside one in doubt.
const EARLIER: i64 = 3;

impl Engine {
    /// The outside.
    pub(super) fn outside(&self) -> Arc<dyn Outside> {
        Arc::clone(&self.inner().options.outside)
    }

    /// Everything one attempt or look needs.
    pub(super) fn leaving(&self, purchase: &PurchaseRow, kind: Kind) -> Result<Leaving, ApiError> {
        let (supplier, frozen) =
            self.read(|read| Ok((read.supplier(purchase.supplier)?, read.frozen(purchase.id)?)))?;
        let reach = self.reach(supplier, purchase.channel)?;
        Ok(Leaving { kind, purchase: purchase.clone(), frozen, reach })
    }

    /// How a supplier is reached by a channel.
    pub(crate) fn reach(&self, supplier: SupplierRow, channel: Channel) -> Result<Reach, ApiError> {
        let id = SupplierId::new(supplier.id);
        let (settings, account, sample) = self.read(|read| {
            let account = read.setting(crate::api::workspace::MAIL_ACCOUNT)?;
            let sample = read.workspace()?.is_some_and(|workspace| workspace.sample);
            Ok((read.connection(id)?, account, sample))
        })?;
        let mail = match channel {
            Channel::Email if !sample => self.mail(account.as_deref()),
            _ => Err(String::new()),
        };
        let secret = match channel {
            Channel::Sftp => self.secret(&sftp_secret(supplier.id)).map_err(|error| error.message),
            Channel::Api => self.secret(&supplier_secret(supplier.id)).map_err(|error| error.message),
            _ => Err(String::new()),
        };
        let sent = match channel {
            Channel::Email if !sample => self.sent_folder()?,
            _ => None,
        };
        Ok(Reach { supplier, settings, secret, mail, sent, workspace: self.folder().to_owned(), sample })
    }

    /// The folder for sent mail, where it is relied on.
    fn sent_folder(&self) -> Result<Option<SentFolder>, ApiError> {
        let Some(stored) = self.stored_mailbox()?.filter(|stored| stored.keeps_sent) else { return Ok(None) };
        Ok(Some(SentFolder {
            mailbox: stored.mailbox,
            since: Instant::from_ms(stored.relied_since_ms),
            password: self.mailbox_password().map_err(|error| error.message),
            earlier: self.latest_mails(EARLIER)?,
        }))
    }

    /// What each supplier's channel can do.
    pub(crate) fn capabilities<'s>(
        &self,
        suppliers: impl Iterator<Item = &'s SupplierRow>,
    ) -> Result<BTreeMap<SupplierId, Capability>, ApiError> {
        let mut found = BTreeMap::new();
        for supplier in suppliers {
            let reach = self.reach(supplier.clone(), supplier.channel)?;
            let capability = self.outside().capability(&reach).map_err(ApiError::not_now)?;
            found.insert(SupplierId::new(supplier.id), capability);
        }
        Ok(found)
    }

    /// How purchases for these suppliers are queued.
    pub(crate) fn terms<'s>(
        &self,
        suppliers: impl Iterator<Item = &'s SupplierRow>,
        not_before: Instant,
    ) -> Result<Terms, ApiError> {
        let inner = self.inner();
        let forgotten = inner.forgotten.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Terms {
            boot: inner.options.boot.clone(),
            epoch: self.store().epoch(),
            not_before,
            forgotten: Arc::new(forgotten),
            capabilities: Arc::new(self.capabilities(suppliers)?),
            steady_ms: inner.options.clock.steady_ms(),
            patience_ms: inner.options.outside.patience_ms(),
        })
    }

    fn mail(&self, account: Option<&str>) -> Result<(MailAccount, Secret), String> {
        let account = account
            .and_then(|text| serde_json::from_str::<MailAccount>(text).ok())
            .ok_or("There is no mail account yet. Enter it in the settings.")?;
        let password = self.mail_password(&account).map_err(|error| error.message)?;
        Ok((account, password))
    }

    /// The password of the mail account; an empty one where the server asks for none.
    pub(crate) fn mail_password(&self, account: &MailAccount) -> Result<Secret, ApiError> {
        if account.user.is_empty() {
            return Ok(Secret::new(""));
        }
        self.secret(crate::api::workspace::MAIL_PASSWORD)
    }

    /// A secret of this workspace by its name.
    pub(crate) fn secret(&self, name: &str) -> Result<Secret, ApiError> {
        let key = self.secret_key(name)?;
        self.inner()
            .options
            .secrets
            .get(&key)
            .map_err(|error| ApiError::new(Code::Keychain, error.to_string()))
    }

    /// The key under which the keychain keeps a secret of this workspace.
    pub(crate) fn secret_key(&self, name: &str) -> Result<SecretKey, ApiError> {
        let uid =
            self.read(|read| Ok(read.workspace()?.map(|workspace| workspace.uid).unwrap_or_default()))?;
        SecretKey::new(&uid, name).map_err(|error| ApiError::new(Code::Keychain, error.to_string()))
    }
}

/// The name of a supplier's key or password in the keychain.
pub(crate) fn supplier_secret(supplier: i64) -> String {
    format!("supplier-{supplier}")
}

/// The name of what signs in at a supplier's SFTP server. Another one than for an interface, so that neither gets what
/// is meant for the other when a supplier changes the way it takes orders.
pub(crate) fn sftp_secret(supplier: i64) -> String {
    format!("supplier-{supplier}-sftp")
}
