#!/bin/sh
# Run once by the image, on an empty volume: databases, their owners, and roles that read and write rows.
set -eu
for service in user media; do
  name=tenk_$service
  password=$(cat /etc/tenk/$service/password)
  owner_password=$(cat /etc/tenk/$service-owner/password)
  psql -v ON_ERROR_STOP=1 -v password="$password" -v owner_password="$owner_password" <<SQL
CREATE ROLE ${name}_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE $name LOGIN PASSWORD :'password';
CREATE DATABASE $name OWNER ${name}_owner;
REVOKE ALL ON DATABASE $name FROM PUBLIC;
GRANT CONNECT ON DATABASE $name TO $name;
\\connect $name
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO ${name}_owner;
GRANT USAGE ON SCHEMA public TO $name;
ALTER DEFAULT PRIVILEGES FOR ROLE ${name}_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO $name;
ALTER DEFAULT PRIVILEGES FOR ROLE ${name}_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO $name;
SQL
done
