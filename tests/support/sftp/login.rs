use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use russh::server::{Auth, Msg, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId};

use super::files::Files;
use super::{Fault, PASSWORD, Shared, USER};

/// Lets in who knows the password or holds the key, and begins SFTP.
pub(super) struct Login {
    shared: Arc<Mutex<Shared>>,
    channels: HashMap<ChannelId, Channel<Msg>>,
}

impl Login {
    pub(super) fn new(shared: Arc<Mutex<Shared>>) -> Self {
        Self { shared, channels: HashMap::new() }
    }

    fn tried(&self, right: bool) -> Auth {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).sign_ins += 1;
        if right { Auth::Accept } else { Auth::reject() }
    }
}

impl russh::server::Handler for Login {
    type Error = russh::Error;

    async fn auth_password(&mut self, user: &str, password: &str) -> Result<Auth, russh::Error> {
        Ok(self.tried(user == USER && password == PASSWORD))
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        user: &str,
        _: &str,
        response: Option<Response<'a>>,
    ) -> Result<Auth, russh::Error> {
        let Some(mut response) = response else {
            let prompts = vec![("Password: ".into(), false)];
            return Ok(Auth::Partial { name: "".into(), instructions: "".into(), prompts: prompts.into() });
        };
        let right = response.next().is_some_and(|said| said.as_ref() == PASSWORD.as_bytes());
        Ok(self.tried(right && user == USER))
    }

    async fn auth_publickey(&mut self, user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, russh::Error> {
        let shown = key.public_key.to_openssh().unwrap_or_default();
        let authorized = self.shared.lock().unwrap_or_else(PoisonError::into_inner).authorized.clone();
        let two_words = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let known = authorized.is_some_and(|line| two_words(&line) == two_words(&shown));
        Ok(self.tried(known && user == USER))
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: russh::server::ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        self.channels.insert(channel.id(), channel);
        reply.accept().await;
        Ok(())
    }

    async fn subsystem_request(
        &mut self,
        id: ChannelId,
        name: &str,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let fault = self.shared.lock().unwrap_or_else(PoisonError::into_inner).fault;
        match self.channels.remove(&id) {
            Some(channel) if name == "sftp" && fault != Some(Fault::NoSubsystem) => {
                session.channel_success(id)?;
                let files = Files::new(Arc::clone(&self.shared));
                russh_sftp::server::run(channel.into_stream(), files).await;
                Ok(())
            }
            _ => session.channel_failure(id),
        }
    }
}
