# Varnish 7 in front of Coranto (CORANTO_PROXIES=1 or one more for each proxy before Varnish,
# CORANTO_CACHE_IN_FRONT=varnish://127.0.0.1:6081). Needs the package varnish-modules.
# Change 127.0.0.1:8000 where Coranto listens elsewhere.
vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

# Who may say that something has changed: Coranto, on this machine.
acl changers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ changers || !req.http.xkey-purge) {
            return (synth(403));
        }
        return (synth(200, "Purged: " + xkey.purge(req.http.xkey-purge)));
    }
    set req.http.X-Forwarded-Host = req.http.Host;
    if (!req.http.X-Forwarded-Proto) {
        set req.http.X-Forwarded-Proto = "http";  # what speaks https before Varnish says otherwise
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Those who get pages of their own, and everything else that answers differ by.
    if (req.http.Cookie ~ "(?:^|;)\s*(?:session|csrf|messages|comment_|coranto-postpass|wordpress_logged_in|wagtail)" ||
        req.http.Authorization || req.http.Origin || req.http.Range || req.http.X-HTTP-Method-Override ||
        req.http.X-WP-Nonce || req.http.Content-Length || req.http.HX-Request) {
        return (pass);
    }
    unset req.http.Cookie;
    return (hash);
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (!bereq.uncacheable && beresp.status == 200 && beresp.http.Surrogate-Key && beresp.http.Surrogate-Control ~ "^max-age=\d+$") {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "max-age=", "") + "s", 0s);
    } else {
        set beresp.uncacheable = true;
        set beresp.ttl = 5s;  # that others who ask for the same are not kept waiting for it
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.xkey;
    unset resp.http.Age;  # browsers are to ask each time: see Cache-Control
}
