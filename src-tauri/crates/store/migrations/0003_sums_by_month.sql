-- Sums by month beside those by day, so that a report over years reads few rows; how many entries are estimates; and an
-- index that finds the entries behind a figure, account by account, without reading the others.

DROP INDEX entry_day;
CREATE INDEX entry_account ON entry (account, day, id, shop_id, supplier_id, product_id, country, estimated);

ALTER TABLE sum_day ADD COLUMN estimated_entries INTEGER NOT NULL DEFAULT 0;

UPDATE sum_day SET estimated_entries = coalesce(found.n, 0) FROM (
    SELECT 0 AS dim, day, coalesce(shop_id, 0) AS shop_id, '' AS member, account, sum(estimated) AS n FROM entry GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT 1, day, coalesce(shop_id, 0), coalesce(CAST(supplier_id AS TEXT), ''), account, sum(estimated) FROM entry GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT 2, day, coalesce(shop_id, 0), coalesce(CAST(product_id AS TEXT), ''), account, sum(estimated) FROM entry GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT 3, day, coalesce(shop_id, 0), country, account, sum(estimated) FROM entry GROUP BY 1, 2, 3, 4, 5
) AS found
WHERE (sum_day.dim, sum_day.day, sum_day.shop_id, sum_day.member, sum_day.account)
    = (found.dim, found.day, found.shop_id, found.member, found.account);

CREATE TABLE sum_month (
    dim INTEGER NOT NULL,
    month INTEGER NOT NULL,                         -- YYYYMM
    shop_id INTEGER NOT NULL,
    member TEXT NOT NULL,
    account INTEGER NOT NULL,
    base_minor INTEGER NOT NULL,
    estimated_minor INTEGER NOT NULL,
    units INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    estimated_entries INTEGER NOT NULL,
    PRIMARY KEY (dim, month, shop_id, member, account)
) STRICT, WITHOUT ROWID;

INSERT INTO sum_month
SELECT dim, day / 100, shop_id, member, account, sum(base_minor), sum(estimated_minor), sum(units), sum(orders), sum(entries),
    sum(estimated_entries)
FROM sum_day GROUP BY 1, 2, 3, 4, 5;
