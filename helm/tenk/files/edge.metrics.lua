-- Counts what the edge answers, by its cache and by the part of the API, and tells it in Prometheus's text. All workers share
-- the counts: a series of a histogram is told once a request, in the bucket that it falls into, and summed up when asked for.
local shared = ngx.shared.requests
local var = ngx.var

-- seconds; 0.1 is the objective of reads; nginx measures in milliseconds
local BOUNDS = { 0.001, 0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 }
local LAST = #BOUNDS + 1

local CACHES = {
  HIT = "hit", STALE = "stale", UPDATING = "stale", BYPASS = "bypass",
  MISS = "miss", EXPIRED = "miss", REVALIDATED = "miss",
}

-- nginx's own, by the names of its exporter, in the order in which stub_status tells them
local CONNECTIONS = {
  { "nginx_connections_active", "gauge" },
  { "nginx_connections_accepted", "counter" },
  { "nginx_connections_handled", "counter" },
  { "nginx_http_requests_total", "counter" },
  { "nginx_connections_reading", "gauge" },
  { "nginx_connections_writing", "gauge" },
  { "nginx_connections_waiting", "gauge" },
}

local M = {}

local function bucket(seconds)
  for i = 1, LAST - 1 do
    if seconds <= BOUNDS[i] then
      return i
    end
  end
  return LAST
end

-- Once a request, when it is over.
function M.count()
  local seconds = tonumber(var.request_time) or 0
  local labels = 'route="' .. var.route .. '",cache="' .. (CACHES[var.upstream_cache_status] or "none") .. '"'
  shared:incr("b" .. bucket(seconds) .. labels, 1, 0)
  shared:incr("s" .. labels, seconds, 0)
  shared:incr("r" .. 'route="' .. var.route .. '",status="' .. var.status .. '"', 1, 0)
end

local function told(lines, ...)
  lines[#lines + 1] = table.concat({ ... })
end

local function histogram(lines, name, labels)
  local sum = 0
  for i = 1, LAST do
    sum = sum + (shared:get("b" .. i .. labels) or 0)
    told(lines, name, "_bucket{", labels, ',le="', BOUNDS[i] or "+Inf", '"} ', sum)
  end
  told(lines, name, "_sum{", labels, "} ", shared:get("s" .. labels))
  told(lines, name, "_count{", labels, "} ", sum)
end

local function connections(lines)
  local status = ngx.location.capture("/stub-status").body
  local number = status:gmatch("%d+")
  for _, metric in ipairs(CONNECTIONS) do
    told(lines, "# TYPE ", metric[1], " ", metric[2])
    told(lines, metric[1], " ", number())
  end
end

-- All of it.
function M.tell()
  local keys = shared:get_keys(0)
  table.sort(keys)
  local lines = {
    "# HELP tenk_edge_requests_total Requests that the edge has answered.",
    "# TYPE tenk_edge_requests_total counter",
  }
  for _, key in ipairs(keys) do
    if key:byte() == 114 then -- r
      told(lines, "tenk_edge_requests_total{", key:sub(2), "} ", shared:get(key))
    end
  end
  told(lines, "# HELP tenk_edge_request_duration_seconds From a request's first byte until its answer's last.")
  told(lines, "# TYPE tenk_edge_request_duration_seconds histogram")
  for _, key in ipairs(keys) do
    if key:byte() == 115 then -- s
      histogram(lines, "tenk_edge_request_duration_seconds", key:sub(2))
    end
  end
  connections(lines)
  ngx.header["Content-Type"] = "text/plain; version=0.0.4"
  ngx.print(table.concat(lines, "\n"), "\n")
end

return M
