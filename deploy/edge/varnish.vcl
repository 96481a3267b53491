# The same edge for Varnish 7: keeps what services call public, never for requests that are known to them, and takes
# PURGE of a path. With the module xkey, purges by Surrogate-Key: see README.md.
vcl 4.1;

import std;

backend users { .host = "user-service"; .port = "8080"; }
backend media { .host = "media-service"; .port = "8080"; }

acl purgers { "localhost"; "10.0.0.0"/8; "172.16.0.0"/12; "192.168.0.0"/16; }

sub vcl_recv {
  if (req.url ~ "^/(v1/media|v1/events|m/)") {
    set req.backend_hint = media;
  } else {
    set req.backend_hint = users;
  }
  if (req.method == "PURGE") {
    if (client.ip !~ purgers) {
      return (synth(405));
    }
    return (purge); # all that varies goes with it
  }
  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  if (req.http.Authorization || req.http.Tenk-Consistency || req.url ~ "/events$") {
    return (pass);
  }
  # what answers vary by, in as few forms as there are; Varnish itself normalises Accept-Encoding
  if (req.url ~ "^/m/" && req.http.Accept ~ "image/webp") {
    set req.http.Accept = "image/webp";
  } else {
    unset req.http.Accept;
  }
  return (hash);
}

sub vcl_hash {
  hash_data(req.url);
  return (lookup);
}

sub vcl_backend_response {
  if (beresp.status >= 400 || beresp.http.Cache-Control ~ "no-store|private") {
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
    return (deliver);
  }
  # RFC 9213: the targeted field wins
  if (beresp.http.CDN-Cache-Control ~ "max-age=[0-9]+") {
    set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, ".*max-age=([0-9]+).*", "\1s"), 0s);
  }
  if (beresp.http.CDN-Cache-Control ~ "stale-while-revalidate=[0-9]+") {
    set beresp.grace =
      std.duration(regsub(beresp.http.CDN-Cache-Control, ".*stale-while-revalidate=([0-9]+).*", "\1s"), 10s);
  }
  # kept beyond that for revalidation
  set beresp.keep = 10m;
}

sub vcl_deliver {
  unset resp.http.CDN-Cache-Control;
  unset resp.http.X-Accel-Expires;
  unset resp.http.Surrogate-Key;
}
