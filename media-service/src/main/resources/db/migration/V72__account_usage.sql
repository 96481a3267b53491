-- What an account holds: one row, so that its uploads take turns and none goes over its quota; see docs/operations/quotas.md.
CREATE TABLE account_usage (
  bucket  smallint NOT NULL CHECK (bucket BETWEEN 0 AND 4095),
  account uuid     NOT NULL,
  bytes   bigint   NOT NULL CHECK (bytes >= 0),
  media   bigint   NOT NULL CHECK (media >= 0),
  PRIMARY KEY (bucket, account)
) ${by_bucket};

CALL add_hash_partitions('account_usage');
