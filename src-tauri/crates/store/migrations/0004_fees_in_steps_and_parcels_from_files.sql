-- Fee schedules of marketplaces: another percentage for what lies above an amount, another fixed part for small bases,
-- and fees that are asked for each line or unit.
ALTER TABLE fee_rule ADD COLUMN per TEXT NOT NULL DEFAULT 'order' CHECK (per IN ('order', 'line', 'item'));
ALTER TABLE fee_rule ADD COLUMN above_minor INTEGER CHECK (above_minor > 0);
ALTER TABLE fee_rule ADD COLUMN above_percent TEXT NOT NULL DEFAULT '0';
ALTER TABLE fee_rule ADD COLUMN small_minor INTEGER CHECK (small_minor > 0);
ALTER TABLE fee_rule ADD COLUMN small_fixed_minor INTEGER NOT NULL DEFAULT 0;

-- Which file told of a parcel first; empty for one that was entered by hand.
ALTER TABLE shipment ADD COLUMN file TEXT NOT NULL DEFAULT '';

-- Open orders sorted by total walk their own few rows.
CREATE INDEX order_view_total_open ON order_view (total_base_minor, order_id) WHERE queue < 5;
