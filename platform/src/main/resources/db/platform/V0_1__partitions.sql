-- What the migrations of every service build upon: partitions by hash, whose number is chosen when the database is made, and
-- partitions by time, which come and go. See docs/operations/partitions.md.

-- The hash partitions of a table; none where it is not partitioned, since Citus distributes it.
CREATE PROCEDURE add_hash_partitions(parent regclass)
LANGUAGE plpgsql AS $$
DECLARE
  parts  CONSTANT integer := ${partitions};
  digits CONSTANT integer := greatest(2, length((parts - 1)::text));
BEGIN
  IF (SELECT relkind FROM pg_class WHERE oid = parent) <> 'p' THEN
    RETURN;
  END IF;
  FOR part IN 0 .. parts - 1 LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
                   (SELECT relname FROM pg_class WHERE oid = parent) || '_p' || lpad(part::text, digits, '0'),
                   parent, parts, part);
  END LOOP;
END
$$;

-- Tables partitioned by time. To keep rows for longer or shorter, change the row here, as the owner.
CREATE TABLE time_partitioned_table (
  name       text     NOT NULL PRIMARY KEY,
  step       text     NOT NULL CHECK (step IN ('hour', 'day', 'month')),
  ahead      interval NOT NULL CHECK (ahead > interval '0'),
  keep       interval NOT NULL CHECK (keep >= interval '0'),
  only_empty boolean  NOT NULL
);

COMMENT ON COLUMN time_partitioned_table.step IS 'what one partition holds, in UTC';
COMMENT ON COLUMN time_partitioned_table.ahead IS 'how far into the future there are partitions at least';
COMMENT ON COLUMN time_partitioned_table.keep IS 'how long after its end a partition is dropped';
COMMENT ON COLUMN time_partitioned_table.only_empty IS 'whether it stays for as long as it has rows';

-- Makes the partitions that are due at a moment and drops those that are over. A partition is made beside its parent and then
-- attached, which stops neither readers nor writers. Dropping waits for 100 ms at most and leaves the rest to the next time.
CREATE FUNCTION time_partitions_at(moment timestamptz, OUT made integer, OUT dropped integer)
LANGUAGE plpgsql SET timezone = 'UTC' SET lock_timeout = '100ms' AS $$
DECLARE
  parent   time_partitioned_table;
  part     text;
  start    timestamptz;
  has_rows boolean;
BEGIN
  made := 0;
  dropped := 0;
  FOR parent IN SELECT * FROM time_partitioned_table ORDER BY name LOOP
    start := date_trunc(parent.step, moment);
    WHILE start < moment + parent.ahead LOOP
      part := parent.name || '_p' || to_char(start, 'YYYYMMDDHH24');
      IF to_regclass(quote_ident(part)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL EXCLUDING INDEXES)', part, parent.name);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       parent.name, part, start, start + ('1 ' || parent.step)::interval);
        made := made + 1;
      END IF;
      start := start + ('1 ' || parent.step)::interval;
    END LOOP;

    FOR part IN
      SELECT child.relname
      FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
      WHERE inhparent = to_regclass(quote_ident(parent.name))
        AND to_timestamp(substring(child.relname FROM '_p(\d{10})$'), 'YYYYMMDDHH24')
            + ('1 ' || parent.step)::interval + parent.keep <= moment
      ORDER BY child.relname
    LOOP
      BEGIN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', part) INTO has_rows;
        CONTINUE WHEN parent.only_empty AND has_rows;
        EXECUTE format('LOCK TABLE %I, %I IN ACCESS EXCLUSIVE MODE', parent.name, part);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', part) INTO has_rows;
        CONTINUE WHEN parent.only_empty AND has_rows;
        EXECUTE format('DROP TABLE %I', part);
        dropped := dropped + 1;
      EXCEPTION WHEN lock_not_available THEN
        RAISE NOTICE 'partition % is in use', part;
      END;
    END LOOP;
  END LOOP;
END
$$;

-- The same now, for the service's role, which may change no table by itself; one caller at a time, the others do nothing.
CREATE FUNCTION maintain_time_partitions(OUT made integer, OUT dropped integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  made := 0;
  dropped := 0;
  IF pg_try_advisory_xact_lock(hashtext('maintain_time_partitions')) THEN
    SELECT * INTO made, dropped FROM time_partitions_at(now());
  END IF;
END
$$;

-- For migrations: from now on the table, made with PARTITION BY RANGE of a timestamptz, has its partitions.
CREATE PROCEDURE partition_by_time(
  parent regclass, step text, ahead interval, keep interval, only_empty boolean)
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO time_partitioned_table
  SELECT relname, partition_by_time.step, partition_by_time.ahead, partition_by_time.keep, partition_by_time.only_empty
  FROM pg_class WHERE oid = parent;
  PERFORM time_partitions_at(now());
END
$$;

REVOKE EXECUTE ON PROCEDURE add_hash_partitions(regclass) FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE partition_by_time(regclass, text, interval, interval, boolean) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION time_partitions_at(timestamptz) FROM PUBLIC;

-- What a service must know to run on this schema: migrations that take something away raise it. See
-- docs/operations/migrations.md.
CREATE TABLE schema_compatibility (
  only_row       boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  oldest_service integer NOT NULL
);

COMMENT ON COLUMN schema_compatibility.oldest_service IS 'the newest migration that a service knows must be this or a later one';

INSERT INTO schema_compatibility (oldest_service) VALUES (1);
