# The same edge for Varnish 7: keeps what services call public, never for requests that are known to them; gives out the old
# answer while a new one is fetched, and when none can be had; takes PURGE of a path, or of all answers with a Surrogate-Key.
vcl 4.1;

import std;

backend users { .host = "user-service"; .port = "8080"; }
backend media { .host = "media-service"; .port = "8080"; }

acl purgers { "localhost"; "10.0.0.0"/8; "172.16.0.0"/12; "192.168.0.0"/16; }

sub vcl_recv {
  if (req.url ~ "^/(v1/media|v1/events|v1/usage|v1/uploads|m/)") {
    set req.backend_hint = media;
  } else {
    set req.backend_hint = users;
  }
  if (req.method == "PURGE") {
    if (client.ip !~ purgers) {
      return (synth(405));
    }
    if (req.http.Surrogate-Key) { # pages of lists too, whose paths only clients know; that of each form is the same
      ban("obj.http.Surrogate-Key == " + req.http.Surrogate-Key);
      return (synth(200));
    }
    return (purge); # all that varies goes with it
  }
  unset req.http.X-Cache;
  if (req.restarts == 0) {
    unset req.http.X-Edge-Again;
    # stale-while-revalidate of the services
    if (req.url ~ "^/v1/media") {
      set req.grace = 10s;
    } else {
      set req.grace = 30s;
    }
  } else {
    set req.grace = 10m; # stale-if-error
  }
  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  if (req.http.Authorization || req.http.Tenk-Consistency || req.url ~ "/events$" || req.url ~ "[?&]sig=") {
    return (pass);
  }
  # what answers vary by, in as few forms as there are; Varnish itself normalises Accept-Encoding
  if (req.url ~ "^/m/" && req.http.Accept ~ "(?i)(^|[ ,])image/webp(?! *;[^,]*q=0(\.0*)? *(,|;|$))") {
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

sub vcl_hit {
  if (obj.ttl > 0s) {
    set req.http.X-Cache = "HIT";
  } else {
    set req.http.X-Cache = "STALE";
  }
}

sub vcl_miss {
  set req.http.X-Cache = "MISS";
}

sub vcl_pass {
  set req.http.X-Cache = "BYPASS";
}

sub vcl_backend_response {
  if (bereq.uncacheable) {
    return (deliver);
  }
  if (beresp.status >= 500 && (bereq.is_bgfetch || !bereq.http.X-Edge-Again)) {
    return (abandon); # the old answer stays, and is looked for once more below
  }
  if (beresp.status >= 400 || beresp.http.Cache-Control ~ "no-store|private") {
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
    return (deliver);
  }
  # RFC 9213: the targeted field wins
  if (beresp.http.CDN-Cache-Control ~ "max-age=[0-9]+") {
    set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, ".*max-age=([0-9]+).*", "\1s"), 0s);
  }
  set beresp.grace = 10m;
  return (deliver);
}

sub vcl_backend_error {
  if (!bereq.uncacheable && (bereq.is_bgfetch || !bereq.http.X-Edge-Again)) {
    return (abandon);
  }
  set beresp.http.Content-Type = "application/problem+json";
  set beresp.http.Cache-Control = "no-store";
  set beresp.http.Retry-After = "1";
  set beresp.body = {"{"type":"about:blank","title":"Service Unavailable","status":503}"};
  return (deliver);
}

sub vcl_synth {
  if (resp.status == 503 && req.restarts == 0) {
    set req.http.X-Edge-Again = "1";
    return (restart);
  }
  set resp.http.Content-Type = "application/problem+json";
  set resp.http.Cache-Control = "no-store";
  set resp.body = {"{"type":"about:blank","title":""} + resp.reason + {"","status":"} + resp.status + "}";
  return (deliver);
}

sub vcl_deliver {
  set resp.http.X-Cache = req.http.X-Cache;
  unset resp.http.CDN-Cache-Control;
  unset resp.http.X-Accel-Expires;
  unset resp.http.Surrogate-Key;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
}
