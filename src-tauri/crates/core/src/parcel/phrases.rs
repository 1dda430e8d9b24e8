//! The phrases that carriers, shops and supplier files use, in English and German, parted by `|`. Written as people
//! write them; case, spaces, underscores and umlauts do not matter when they are looked up.

use super::ParcelState::{
    self, AttemptFailed, Customs, Delivered, HandedOver, InTransit, LabelMade, OutForDelivery, ReadyToCollect,
};
use super::ProblemReason::{
    self, Address, Cancelled, Damaged, Delayed, Destroyed, Held, Lost, Other, Refused, Returned, Returning,
    Silent,
};

/// What says where a parcel is.
pub(super) const STATES: &[(ParcelState, &str)] = &[
    (
        LabelMade,
        "label made | label created | label printed | label purchased | shipping label created | \
         info received | shipment information received | pre transit | electronic notification \
         received | awaiting pickup by carrier | Label erstellt | Versandetikett erstellt | \
         angekündigt | avisiert | elektronisch angekündigt | Sendungsdaten übermittelt | Sendung \
         angekündigt",
    ),
    (
        HandedOver,
        "handed over | handed over to carrier | shipped | dispatched | despatched | fulfilled | \
         sent | picked up | in transit picked up | collected by carrier | accepted by carrier | \
         posted | versandt | versendet | verschickt | abgeschickt | abgeholt vom Versender | \
         eingeliefert | an den Versanddienst übergeben | übergeben | Sendung übergeben",
    ),
    (
        InTransit,
        "in transit | on the way | on its way | en route | in transit other | in transit \
         departure | in transit arrival | departed | departed facility | arrived | arrived at \
         facility | arrival scan | departure scan | in transit customs released | customs \
         released | customs cleared | released by customs | unterwegs | auf dem Weg | im Transit \
         | in Transport | im Versand | Verzollung abgeschlossen | vom Zoll freigegeben",
    ),
    (
        Customs,
        "customs | in customs | at customs | customs clearance | customs processing | in customs \
         clearance | in transit customs processing | held by customs | Zoll | beim Zoll | im Zoll \
         | Verzollung | in Verzollung | Zollabfertigung | in der Zollabfertigung",
    ),
    (
        OutForDelivery,
        "out for delivery | out for delivery other | with delivery courier | on vehicle for \
         delivery | in Zustellung | Zustellung heute | im Zustellfahrzeug | wird heute zugestellt \
         | in Auslieferung",
    ),
    (
        AttemptFailed,
        "attempt failed | attempted delivery | delivery attempted | delivery attempt failed | \
         attempt fail | failed attempt | delivery failure | delivery failed | not delivered | \
         failed delivery attempt | delivery failure other | delivery failure no body | no one \
         home | nicht zugestellt | Zustellversuch erfolglos | Zustellung nicht möglich | \
         Zustellung fehlgeschlagen | Empfänger nicht angetroffen | erfolgloser Zustellversuch",
    ),
    (
        ReadyToCollect,
        "ready to collect | ready for pickup | ready for collection | available for pickup | \
         pickup ready | available for pickup other | available for collection | delivered to \
         pickup point | awaiting collection | delivered to locker | delivered to access point | \
         abholbereit | zur Abholung bereit | liegt zur Abholung bereit | bereit zur Abholung | in \
         Filiale abholbereit | in der Packstation",
    ),
    (
        Delivered,
        "delivered | delivered other | delivered to recipient | delivered to neighbour | \
         delivered to neighbor | delivery complete | delivery completed | successfully delivered \
         | zugestellt | geliefert | ausgeliefert | erfolgreich zugestellt | Zustellung \
         erfolgreich | an Nachbarn zugestellt | an Empfänger zugestellt",
    ),
];

/// What says that a person is needed, and why.
pub(super) const PROBLEMS: &[(ProblemReason, &str)] = &[
    (
        Other,
        "problem | exception | exception other | failure | delivery exception | alert | \
         undeliverable | Störung | unzustellbar | Ausnahme",
    ),
    (Delayed, "delayed | exception delayed | running late | weather delay | verspätet | verzögert"),
    (Silent, "expired | expired other | no information | keine Informationen mehr"),
    (Cancelled, "cancelled | canceled | exception cancel | label voided | voided | storniert"),
    (
        Address,
        "wrong address | invalid address | address incorrect | incomplete address | insufficient \
         address | delivery failure invalid address | Adresse falsch | Adresse unvollständig | \
         falsche Adresse | Empfänger unbekannt",
    ),
    (
        Held,
        "held | on hold | in transit customs requiring information | exception security | \
         delivery failure security | angehalten",
    ),
    (
        Refused,
        "refused | rejected | delivery refused | exception rejected | delivery failure rejected | \
         Annahme verweigert | verweigert",
    ),
    (Damaged, "damaged | exception damage | beschädigt"),
    (Lost, "lost | exception lost | verloren | verloren gegangen"),
    (Destroyed, "destroyed | exception destroyed | disposed | vernichtet"),
    (
        Returning,
        "returning | return to sender | returning to sender | exception returning | being \
         returned | return | return in transit | Rücksendung | Rücksendung eingeleitet | Retoure \
         | auf dem Rückweg | zurück an Absender | wird zurückgesendet",
    ),
    (
        Returned,
        "returned | returned to sender | exception returned | delivered to sender | \
         zurückgesendet | an Absender zurückgegeben | zurück beim Absender | retourniert",
    ),
];

/// Beginnings of words (whole words up to three letters) that turn the meaning of a clause that is not in the
/// tables.
pub(super) const CONTRADICTIONS: &str = "\
    not no non undeliver unable unsuccess unzustell fail attempt return sender refus reject damag \
    lost cancel hold exception pick locker point collect will expect estimat schedul nicht kein rück \
    retour absender verweiger beschädig verlor abhol filiale packstation voraussichtlich geplant \
    wird versuch";
