-- Accounts. The bucket (0 to 4095) is part of the account's id; it comes first in every key, so that the same tables can be
-- distributed by it over many servers. Unique names live in tables of their own, which are partitioned by the name: no
-- foreign key crosses from one partitioning to the other.

create table account (
  bucket         smallint    not null check (bucket between 0 and 4095),
  id             uuid        not null,
  version        integer     not null,
  handle         text        not null check (length(handle) between 3 and 30),
  display_name   text        not null check (length(display_name) between 1 and 80),
  email          text        not null check (length(email) between 3 and 254),
  email_verified boolean     not null,
  password_hash  text        not null,
  roles          text[]      not null,
  created_at     timestamptz not null,
  primary key (bucket, id)
) ${by_bucket};

comment on column account.handle is 'as its owner writes it; unique in its canonical form by account_handle';
comment on column account.email is 'as its owner writes it; many accounts may claim an address until one has proved it';
comment on column account.password_hash is 'argon2id, PHC string format';

-- Who has which handle.
create table account_handle (
  canonical text collate "C" not null primary key,
  bucket    smallint         not null,
  account   uuid             not null
) ${by_canonical};

comment on column account_handle.canonical is 'the handle in NFKC, case-folded';

-- Who has proved to own which e-mail address.
create table verified_email (
  canonical text collate "C" not null primary key,
  bucket    smallint         not null,
  account   uuid             not null
) ${by_canonical};

comment on column verified_email.canonical is 'the address in NFKC, case-folded';

call add_hash_partitions('account');
call add_hash_partitions('account_handle');
call add_hash_partitions('verified_email');
