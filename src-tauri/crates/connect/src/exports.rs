//! Order exports of shops become orders.
