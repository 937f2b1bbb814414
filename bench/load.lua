-- Posts one GraphQL operation; __ID__ in it becomes a random id from 1 to ID_MAX in each request.
local file = assert(io.open(os.getenv("BODY")))
local body = file:read("*a"):gsub("__SLUG__", os.getenv("SLUG") or "")
file:close()
local id_max = tonumber(os.getenv("ID_MAX") or "1")
local random = body:find("__ID__", 1, true) ~= nil

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.body = body

function init()
  math.randomseed(tonumber(os.getenv("SEED") or "1"))
end

function request()
  if not random then return wrk.format() end
  return wrk.format(nil, nil, nil, (body:gsub("__ID__", math.random(id_max))))
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  failed %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
