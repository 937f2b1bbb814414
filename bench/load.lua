-- Asks one GraphQL operation over and over. In its body __SLUG__ is replaced once, and __ID__ in each request by a random id from 1 to
-- ID_MAX. With ETAG set it is asked by GET, by a client who has that answer.
local file = assert(io.open(os.getenv("BODY")))
local body = file:read("*a"):gsub("__SLUG__", os.getenv("SLUG") or "")
file:close()
local id_max = tonumber(os.getenv("ID_MAX") or "1")
local random = body:find("__ID__", 1, true) ~= nil
local etag = os.getenv("ETAG")

wrk.headers["Accept"] = "application/json"
if etag then
  wrk.method = "GET"
  wrk.headers["If-None-Match"] = etag
  wrk.path = os.getenv("GET_PATH")
else
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.body = body
end

local seeded = tonumber(os.getenv("SEED") or "1")

function init()
  math.randomseed(seeded)
end

function request()
  if etag or not random then return wrk.format() end
  return wrk.format(nil, nil, nil, (body:gsub("__ID__", math.random(id_max))))
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  failed %d  requests %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed,
    summary.requests))
end
