-- GTFS feeds may leave a trip's direction open.
alter table directory.line_shape alter column direction drop not null;
