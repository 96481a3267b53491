-- The big tables over the nodes of Citus, by the bucket that every key has: all of an account lies on one node. Run by the
-- migration job after the migrations where tenk.schema.layout=distributed; may be repeated. What is not named here stays a local
-- table of the coordinator: the outbox, since its relay reads the oldest rows of many buckets, the few dead letters, and the registers of migrations
-- and partitions. There are no reference tables: no table is joined from every shard.
DO $$
DECLARE
  spread record;
BEGIN
  FOR spread IN
    SELECT * FROM (VALUES
      (1, 'medium', 'bucket', 'none'),
      (2, 'idempotency_key', 'bucket', 'medium'),
      (3, 'account_usage', 'bucket', 'medium'),
      (4, 'direct_upload', 'bucket', 'medium')
    ) AS tables (number, name, key, beside) ORDER BY number
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = spread.name::regclass);
    IF spread.beside = 'none' THEN
      PERFORM create_distributed_table(spread.name::regclass, spread.key, colocate_with => 'none', shard_count => ${partitions});
    ELSE
      PERFORM create_distributed_table(spread.name::regclass, spread.key, colocate_with => spread.beside);
    END IF;
  END LOOP;
END
$$;
