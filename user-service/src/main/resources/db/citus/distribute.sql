-- The big tables over the nodes of Citus, by the bucket that every key has: all of an account lies on one node. Names are found
-- by the names themselves, in tables that are spread by them. Run by the migration job after the migrations where
-- tenk.schema.layout=distributed; may be repeated. What is not named here stays a local table of the coordinator: mail and outbox,
-- queues whose oldest rows are locked whatever their bucket, and the registers of migrations and partitions. There are no
-- reference tables: no table is joined from every shard.
DO $$
DECLARE
  spread record;
BEGIN
  FOR spread IN
    SELECT * FROM (VALUES
      (1, 'account', 'bucket', 'none'),
      (2, 'session', 'bucket', 'account'),
      (3, 'revoked_session', 'bucket', 'account'),
      (4, 'sessions_valid_from', 'bucket', 'account'),
      (5, 'mail_token', 'bucket', 'account'),
      (6, 'security_event', 'bucket', 'account'),
      (7, 'account_handle', 'canonical', 'none'),
      (8, 'verified_email', 'canonical', 'account_handle')
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
