-- What happens to an account after sign-up: lock, change of address, deletion; mails to be written; a trail of what was done.

alter table account
  add column locked_at                 timestamptz,
  add column lock_reason               text check (length(lock_reason) <= 500),
  add column new_email                 text check (length(new_email) between 3 and 254),
  add column new_email_expires_at      timestamptz,
  add column new_email_agreed_by_old   boolean not null default false,
  add column new_email_agreed_by_new   boolean not null default false,
  add column deletion_due_at           timestamptz;

comment on column account.new_email is 'asked for, until the old and the new address have agreed to it';
comment on column account.deletion_due_at is 'its owner has deleted it, and may still come back until then';

-- for the job that deletes, which asks for all buckets
create index account_deletion_due on account (deletion_due_at) where deletion_due_at is not null;

-- Mails to be written and sent. What a mail says is decided when it is written, off the request path: so a request does the
-- same for a known and for an unknown address. Its bucket is the account's, or that of a hash of the address.
create table mail (
  bucket     smallint    not null check (bucket between 0 and 4095),
  id         uuid        not null,
  kind       text        not null,
  account    uuid,
  address    text        not null,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  tries      integer     not null default 0,
  primary key (bucket, id)
) ${by_bucket};

create index mail_due on mail (due_at);

comment on column mail.due_at is 'not before; while it is being sent, when another process may try';

-- Single-use tokens that were sent by mail: an id, which carries the bucket, and random bytes. Only a hash of them is kept.
create table mail_token (
  bucket     smallint    not null check (bucket between 0 and 4095),
  id         uuid        not null,
  hash       bytea       not null check (octet_length(hash) = 32),
  purpose    text        not null,
  account    uuid        not null,
  address    text        not null,
  expires_at timestamptz not null,
  primary key (bucket, id)
) ${by_bucket};

create index mail_token_of_account on mail_token (bucket, account);
create index mail_token_expiry on mail_token (expires_at);

-- What was done to an account, for its owner to read. Partitions by time are made ahead and dropped when they are too old.
create table security_event (
  bucket  smallint    not null check (bucket between 0 and 4095),
  account uuid        not null,
  id      uuid        not null,
  at      timestamptz not null,
  kind    text        not null,
  address text,
  device  text,
  primary key (bucket, account, id, at)
) partition by range (at);

call partition_by_time('security_event', step => 'month', ahead => '2 months', keep => '13 months', only_empty => false);

call add_hash_partitions('mail');
call add_hash_partitions('mail_token');

-- Events that wait for the broker, oldest first; a day's partition is dropped once all of it was sent.
create table outbox (
  created_at   timestamptz not null default now(),
  bucket       smallint    not null check (bucket between 0 and 4095),
  id           uuid        not null,
  queue        text        not null,
  content_type text        not null,
  body         bytea       not null,
  primary key (created_at, bucket, id)
) partition by range (created_at);

call partition_by_time('outbox', step => 'day', ahead => '7 days', keep => '1 day', only_empty => true);
