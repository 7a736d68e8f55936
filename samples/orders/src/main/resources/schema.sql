-- Run at every start, by one instance at a time; does nothing where everything is there.
SELECT pg_advisory_xact_lock(7163401);

CREATE TABLE IF NOT EXISTS catalog (
    item       text PRIMARY KEY,
    unit_price numeric(10, 2) NOT NULL CHECK (unit_price >= 0)
);

CREATE TABLE IF NOT EXISTS orders (
    id        uuid PRIMARY KEY,
    item      text NOT NULL REFERENCES catalog,
    quantity  int NOT NULL CHECK (quantity > 0),
    price     numeric(12, 2) NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO catalog (item, unit_price)
VALUES ('tea', 3.50), ('coffee', 4.20), ('cake', 5.00)
ON CONFLICT (item) DO NOTHING;
