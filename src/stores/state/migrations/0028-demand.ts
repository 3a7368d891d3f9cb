/** What each product, each category and the shop will sell, what was said about it before, and how near that came; weather by day. */
export const name = 'demand'
export const sql = `
-- Of the last night alone. Amounts are pieces; arrays begin with the day or week after as_of, and end with it where they look back.
CREATE TABLE demand_forecasts (
  kind          text NOT NULL CHECK (kind IN ('shop', 'category', 'product')),
  -- Product as in sales, category, or empty for the shop.
  key           text NOT NULL,
  -- Of a product; empty: not known.
  category      text NOT NULL,
  title         jsonb NOT NULL,
  as_of         date NOT NULL,
  -- Money of a piece lately; null: not known.
  unit_cents    double precision,
  -- Weeks up to as_of, oldest first; null: demand could not be seen, as nothing was in stock.
  sold          real[] NOT NULL,
  weeks         real[] NOT NULL,
  weeks_low     real[] NOT NULL,
  weeks_high    real[] NOT NULL,
  weeks_naive   real[] NOT NULL,
  days          real[] NOT NULL,
  days_low      real[] NOT NULL,
  days_high     real[] NOT NULL,
  -- Sums of 4 and of 12 weeks: point, low, high, seasonal naive.
  month         double precision[] NOT NULL,
  quarter       double precision[] NOT NULL,
  month_before  double precision NOT NULL,
  -- The same 28 days 52 weeks ago; null: not known.
  year_before   double precision,
  -- What the list is ordered by, in cents: next 28 days, and their change to the last 28.
  month_cents   double precision NOT NULL,
  change_cents  double precision NOT NULL,
  method        text NOT NULL,
  -- 'naive' where the model was worse than it for a while.
  uses          text NOT NULL CHECK (uses IN ('model', 'naive')),
  -- How many weeks there are and how many are needed; null: enough.
  too_little    jsonb,
  has_weather   boolean NOT NULL,
  out_of_stock_weeks integer NOT NULL,
  -- Pieces: what is left (null: not known), with how few it is time to order, and how many then; null: of no product.
  stock_left    bigint,
  reorder_point bigint,
  order_units   bigint,
  -- Absolute errors of one-week forecasts, fading from night to night, and how many nights were looked at.
  error         double precision NOT NULL,
  naive_error   double precision NOT NULL,
  nights        integer NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX demand_forecasts_by_money ON demand_forecasts (kind, month_cents, key);
CREATE INDEX demand_forecasts_by_change ON demand_forecasts (kind, change_cents, key);

-- What was said: kept until its time has come.
CREATE TABLE demand_claims (
  as_of         date NOT NULL,
  kind          text NOT NULL,
  key           text NOT NULL,
  -- What was said, its low and high, the seasonal naive forecast, and the model's, which is said unless it was worse for a while.
  day           real[],
  week          real[] NOT NULL,
  month         real[] NOT NULL,
  -- Means of absolute and of squared changes of the history: units of MASE and RMSSE; null: it never changed.
  scale         real,
  square_scale  real,
  PRIMARY KEY (as_of, kind, key)
);

-- How near what was said came, summed over the series of a kind and category.
CREATE TABLE demand_scores (
  as_of         date NOT NULL,
  kind          text NOT NULL,
  category      text NOT NULL,
  horizon       text NOT NULL CHECK (horizon IN ('day', 'week', 'month')),
  series        integer NOT NULL,
  inside        integer NOT NULL,
  came          double precision NOT NULL,
  error         double precision NOT NULL,
  naive_error   double precision NOT NULL,
  -- Errors in units of their series, of those that have one.
  scaled_series integer NOT NULL,
  scaled        double precision NOT NULL,
  naive_scaled  double precision NOT NULL,
  squared       double precision NOT NULL,
  naive_squared double precision NOT NULL,
  PRIMARY KEY (as_of, kind, category, horizon)
);

CREATE TABLE weather_days (
  -- 'latitude,longitude'.
  place         text NOT NULL,
  day           date NOT NULL,
  -- Mean in degrees Celsius, millimetres, hours; null: not measured.
  temperature   real,
  rain          real,
  sunshine      real,
  -- When it was asked for: what was a forecast then is asked for again.
  known_at      timestamptz NOT NULL,
  PRIMARY KEY (place, day)
);
`
