//! The carriers, with their names and their public tracking pages (as of 2026).

use crate::order::words;

/// Whoever moves a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is a proper name; name() spells it")]
pub enum Carrier {
    Ups,
    Usps,
    FedEx,
    Dhl,
    DeutschePost,
    Dpd,
    Gls,
    Evri,
    Yodel,
    RoyalMail,
    InPost,
    Amazon,
    CanadaPost,
    Purolator,
    Canpar,
    OnTrac,
    LaserShip,
    Gofo,
    Landmark,
    SpeeDee,
    OldDominion,
    YunExpress,
    Cainiao,
    FourPx,
    Yanwen,
    SunYou,
    Cne,
    JNet,
    SfExpress,
    ChinaPost,
    HongkongPost,
    SingaporePost,
    PostNl,
    LaPoste,
    SwissPost,
    AustrianPost,
    Bpost,
    Correos,
    PosteItaliane,
    PostNord,
    PolishPost,
    AustraliaPost,
    NzPost,
    JapanPost,
    KoreaPost,
    AnPost,
    /// The postal service of any other country.
    Post,
}

words!(Carrier {
    Ups = "ups",
    Usps = "usps",
    FedEx = "fedex",
    Dhl = "dhl",
    DeutschePost = "deutsche_post",
    Dpd = "dpd",
    Gls = "gls",
    Evri = "evri",
    Yodel = "yodel",
    RoyalMail = "royal_mail",
    InPost = "inpost",
    Amazon = "amazon",
    CanadaPost = "canada_post",
    Purolator = "purolator",
    Canpar = "canpar",
    OnTrac = "ontrac",
    LaserShip = "lasership",
    Gofo = "gofo",
    Landmark = "landmark",
    SpeeDee = "spee_dee",
    OldDominion = "old_dominion",
    YunExpress = "yunexpress",
    Cainiao = "cainiao",
    FourPx = "4px",
    Yanwen = "yanwen",
    SunYou = "sunyou",
    Cne = "cne",
    JNet = "j_net",
    SfExpress = "sf_express",
    ChinaPost = "china_post",
    HongkongPost = "hongkong_post",
    SingaporePost = "singapore_post",
    PostNl = "postnl",
    LaPoste = "la_poste",
    SwissPost = "swiss_post",
    AustrianPost = "austrian_post",
    Bpost = "bpost",
    Correos = "correos",
    PosteItaliane = "poste_italiane",
    PostNord = "postnord",
    PolishPost = "polish_post",
    AustraliaPost = "australia_post",
    NzPost = "nz_post",
    JapanPost = "japan_post",
    KoreaPost = "korea_post",
    AnPost = "an_post",
    Post = "post",
});

impl Carrier {
    /// The name as people write it.
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// The carrier's public tracking page with `{}` where the number goes; always https. `None` where no page
    /// takes the number in its address.
    pub const fn page_template(self) -> Option<&'static str> {
        let template = self.facts().1;
        if template.is_empty() { None } else { Some(template) }
    }

    /// The public page of one parcel. `None` without a known page, and for text that no carrier would print:
    /// only letters and digits may enter an address.
    pub fn page(self, number: &str) -> Option<String> {
        let number = super::normalise(number);
        let printable = !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric());
        self.page_template().filter(|_| printable).map(|template| template.replace("{}", &number))
    }

    const fn facts(self) -> (&'static str, &'static str) {
        match self {
            Self::Ups => ("UPS", "https://www.ups.com/track?tracknum={}"),
            Self::Usps => ("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}"),
            Self::FedEx => ("FedEx", "https://www.fedex.com/fedextrack/?trknbr={}"),
            Self::Dhl => ("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}"),
            Self::DeutschePost => (
                "Deutsche Post DHL",
                "https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode={}",
            ),
            Self::Dpd => {
                ("DPD", "https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=en&parcelNumber={}")
            }
            Self::Gls => ("GLS", "https://gls-group.com/track/{}"),
            Self::Evri => ("Evri", "https://www.evri.com/track/parcel/{}"),
            Self::Yodel => ("Yodel", "https://www.yodel.co.uk/tracking/{}"),
            Self::RoyalMail => {
                ("Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{}")
            }
            Self::InPost => ("InPost", "https://inpost.pl/sledzenie-przesylek?number={}"),
            Self::Amazon => ("Amazon Logistics", "https://track.amazon.com/tracking/{}"),
            Self::CanadaPost => (
                "Canada Post",
                "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={}",
            ),
            Self::Purolator => ("Purolator", "https://www.purolator.com/en/shipping/tracker?searchValue={}"),
            Self::Canpar => ("Canpar", "https://www.canpar.com/en/track/tracking.jsp?reference={}&locale=en"),
            Self::OnTrac => ("OnTrac", "https://www.ontrac.com/tracking/?number={}"),
            Self::LaserShip => ("LaserShip", ""),
            Self::Gofo => ("GOFO Express", "https://www.gofoexpress.com/tracking.html?searchID={}"),
            Self::Landmark => ("Landmark Global", "https://track.landmarkglobal.com/?search={}"),
            Self::SpeeDee => ("Spee-Dee", "https://www.speedeedelivery.com/track/?tracking={}"),
            Self::OldDominion => (
                "Old Dominion",
                "https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers={}",
            ),
            Self::YunExpress => ("YunExpress", "https://www.yuntrack.com/parcelTracking?id={}"),
            Self::Cainiao => ("Cainiao", "https://global.cainiao.com/newDetail.htm?mailNoList={}"),
            Self::FourPx => ("4PX", "https://track.4px.com/#/result/0/{}"),
            Self::Yanwen => ("Yanwen", "https://track.yw56.com.cn/en/querydel?nums={}"),
            Self::SunYou => ("SunYou", ""),
            Self::Cne => ("CNE Express", ""),
            Self::JNet => ("J-Net", ""),
            Self::SfExpress => ("SF Express", ""),
            Self::ChinaPost => ("China Post", ""),
            Self::HongkongPost => ("Hongkong Post", ""),
            Self::SingaporePost => ("Singapore Post", ""),
            Self::PostNl => ("PostNL", ""),
            Self::LaPoste => ("La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code={}"),
            Self::SwissPost => ("Swiss Post", "https://service.post.ch/ekp-web/ui/entry/search/{}"),
            Self::AustrianPost => ("Austrian Post", "https://www.post.at/sv/sendungsdetails?snr={}"),
            Self::Bpost => ("bpost", "https://track.bpost.cloud/btr/web/#/search?itemCode={}"),
            Self::Correos => (
                "Correos",
                "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={}",
            ),
            Self::PosteItaliane => {
                ("Poste Italiane", "https://www.poste.it/cerca/index.html#/risultati-spedizioni/{}")
            }
            Self::PostNord => {
                ("PostNord", "https://www.postnord.se/en/our-tools/track-and-trace?shipmentId={}")
            }
            Self::PolishPost => ("Poczta Polska", "https://emonitoring.poczta-polska.pl/?numer={}"),
            Self::AustraliaPost => ("Australia Post", "https://auspost.com.au/mypost/track/details/{}"),
            Self::NzPost => ("NZ Post", "https://www.nzpost.co.nz/tools/tracking/item/{}"),
            Self::JapanPost => (
                "Japan Post",
                "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}&locale=en",
            ),
            Self::KoreaPost => ("Korea Post", ""),
            Self::AnPost => ("An Post", "https://www.anpost.com/Post-Parcels/Track/History?item={}"),
            Self::Post => ("Postal service", ""),
        }
    }
}
