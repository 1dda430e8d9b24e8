//! Which addresses a supplier's name may lead to.
//!
//! A description comes from outside and names a server, so it must not be able to make this computer speak to itself,
//! to the merchant's network or to a cloud's inner services. The check stands inside the resolution of the name: what was
//! checked is what is connected to, and no second answer can slip in between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Where connections of one supplier may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The public network.
    Public,
    /// This computer and the merchant's own network: the merchant allowed exactly this host and port.
    Own,
}

impl Reach {
    /// True when an address lies within reach.
    pub(super) fn covers(self, ip: IpAddr) -> bool {
        match self {
            Self::Public => is_public(ip),
            Self::Own => is_own(ip),
        }
    }
}

/// An address of the public network. Everything that is not certainly public is not.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = match (a, b, c) {
        (0 | 10 | 127, _, _) | (224.., _, _) => true, // this host, private, loopback, multicast and beyond
        (100, 64..=127, _) => true,                   // shared by providers (RFC 6598)
        (169, 254, _) | (192, 168, _) | (172, 16..=31, _) => true,
        (192, 0, 0 | 2) | (192, 88, 99) | (198, 51, 100) | (203, 0, 113) => true, // protocols, examples, 6to4
        (198, 18 | 19, _) => true,                                                // measurements (RFC 2544)
        _ => false,
    };
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inside) = ip.to_ipv4_mapped() {
        return is_public_v4(inside);
    }
    let [a, b, ..] = ip.segments();
    // Only 2000::/3 is given out at all; Teredo, 6to4 and the examples in it lead elsewhere or nowhere. Addresses that
    // carry an IPv4 address (NAT64) lie outside it.
    let given_out = a & 0xe000 == 0x2000;
    let special = matches!((a, b), (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, _));
    given_out && !special
}

/// This computer or a network of one's own.
fn is_own(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private(),
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(inside) => is_own(IpAddr::V4(inside)),
            None => ip.is_loopback() || ip.segments().first().is_some_and(|a| a & 0xfe00 == 0xfc00),
        },
    }
}

/// Resolves names with the system's means and lets only addresses within reach through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within(pub(super) Reach);

impl Resolve for Within {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = tokio::task::spawn_blocking(move || (host.as_str(), 0).to_socket_addrs()).await;
            let found = found.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
            let within: Vec<SocketAddr> = found.filter(|place| reach.covers(place.ip())).collect();
            if within.is_empty() {
                return Err(OUT_OF_REACH.into());
            }
            Ok(Box::new(within.into_iter()) as Addrs)
        })
    }
}

/// What is said of a name that leads nowhere it may lead.
pub(super) const OUT_OF_REACH: &str = "its name leads to no address that a supplier may have";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for inner in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.255.255.254",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!Reach::Public.covers(inner.parse().unwrap()), "{inner}");
        }
        for public in
            ["1.1.1.1", "100.63.255.255", "172.32.0.1", "192.1.1.1", "2606:4700::1111", "2a00:1450::1"]
        {
            let ip = public.parse().unwrap();
            assert!(Reach::Public.covers(ip) && !Reach::Own.covers(ip), "{public}");
        }
    }

    #[test]
    fn ones_own_network_is_what_is_usually_meant_by_it() {
        for own in
            ["127.0.0.1", "::1", "192.168.1.20", "10.0.0.5", "172.20.0.2", "fd00::5", "::ffff:192.168.1.20"]
        {
            assert!(Reach::Own.covers(own.parse().unwrap()), "{own}");
        }
        for never in ["169.254.169.254", "0.0.0.0", "fe80::1", "8.8.8.8", "224.0.0.1"] {
            assert!(!Reach::Own.covers(never.parse().unwrap()), "{never}");
        }
    }
}
