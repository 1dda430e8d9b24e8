-- Orders that are done are sorted by margin as well; the index of open orders alone cannot serve that.
CREATE INDEX order_view_margin_all ON order_view (margin_bp, order_id);
