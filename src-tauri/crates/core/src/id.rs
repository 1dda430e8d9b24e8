//! Identities, one type each, so that a purchase can never be looked up by an order's number.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a row number that the store handed out.
            pub const fn new(raw: i64) -> Self { Self(raw) }
            /// The row number.
            pub const fn get(self) -> i64 { self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )*};
}

ids! {
    /// A sales channel connection.
    ShopId;
    /// An order as mirrored from a shop.
    OrderId;
    /// One line of an order.
    OrderLineId;
    /// What is sold, independent of the shop that sells it.
    ProductId;
    /// Whoever ships.
    SupplierId;
    /// A supplier's sellable item.
    OfferId;
    /// A row that says which offer serves a product.
    MappingId;
    /// What is sent to one supplier for one order.
    PurchaseId;
    /// One try to place a purchase.
    AttemptId;
    /// A parcel.
    ShipmentId;
    /// One amount in the ledger.
    EntryId;
    /// One run of an import.
    ImportId;
}
