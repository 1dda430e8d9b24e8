-- When a purchase in doubt was raised once more because its order has to leave soon.
ALTER TABLE purchase ADD COLUMN raised_ms INTEGER;
