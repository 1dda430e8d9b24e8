//! Whom an encrypted connection trusts: the public authorities, and one that the merchant gave.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// The client side of TLS 1.2 and 1.3. There is no way to accept a certificate that does not hold.
pub(crate) fn client_config(own_authority: Option<&str>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(pem) = own_authority {
        let mut read = 0_usize;
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate =
                certificate.map_err(|error| format!("the certificate authority cannot be read: {error}"))?;
            roots
                .add(certificate)
                .map_err(|error| format!("the certificate authority cannot be used: {error}"))?;
            read = read.saturating_add(1);
        }
        if read == 0 {
            return Err("the file of the certificate authority holds no certificate in PEM form".to_owned());
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|error| format!("encryption cannot be set up: {error}"))?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}
