-- Sessions: PostgreSQL has the record (whose, where, since when), Redis the state that changes with every refresh. A session
-- without a record has ended, whatever Redis says.

create table session (
  bucket       smallint    not null check (bucket between 0 and 4095),
  account      uuid        not null,
  id           uuid        not null,
  device       text        check (length(device) between 1 and 80),
  address      text        not null check (length(address) between 2 and 45),
  last_seen_at timestamptz not null,
  ends_at      timestamptz not null,
  number       integer     not null,
  rotated_at   timestamptz not null,
  primary key (bucket, account, id)
) ${by_bucket};

comment on table session is 'created_at is in the id; written at sign-in, then at most once a minute';
comment on column session.number is 'of the refresh token that was live when last_seen_at was written: Redis is refilled from it';
comment on column session.rotated_at is 'when the token of that number was issued, to the millisecond';

-- Single sessions that were ended. Kept a little longer than any access token lives.
create table revoked_session (
  bucket     smallint    not null check (bucket between 0 and 4095),
  session    uuid        not null,
  revoked_at timestamptz not null,
  primary key (bucket, session)
) ${by_bucket};

create index revoked_session_revoked_at on revoked_session (revoked_at);

-- All sessions of an account that began before valid_from have ended, but for the kept one. Kept as long as the others.
create table sessions_valid_from (
  bucket       smallint    not null check (bucket between 0 and 4095),
  account      uuid        not null,
  valid_from   timestamptz not null,
  kept_session uuid,
  revoked_at   timestamptz not null,
  primary key (bucket, account)
) ${by_bucket};

create index sessions_valid_from_revoked_at on sessions_valid_from (revoked_at);

call add_hash_partitions('session');
call add_hash_partitions('revoked_session');
call add_hash_partitions('sessions_valid_from');
