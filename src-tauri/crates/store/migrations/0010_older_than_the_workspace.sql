-- Open orders that may have been forwarded before this workspace began. Derived rows are made again, so that each open
-- order is judged by the check that is new.
CREATE INDEX order_view_older ON order_view (order_id) WHERE queue = 0 AND flag = 'history';
UPDATE order_view SET dirty = 1 WHERE queue < 5;
