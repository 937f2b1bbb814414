-- Asks GraphQL operations over and over, in random order: the request bodies in the files of BODIES, parted by colons. In a body
-- __ID__ is replaced in each request by a random id from 1 to ID_MAX. With ETAG set it asks by GET, as a client who has that answer.
local bodies = {}
for name in os.getenv("BODIES"):gmatch("[^:]+") do
  local file = assert(io.open(name))
  local body = file:read("*a")
  file:close()
  bodies[#bodies + 1] = { text = body, random = body:find("__ID__", 1, true) ~= nil }
end
local id_max = tonumber(os.getenv("ID_MAX") or "1")
local seed = tonumber(os.getenv("SEED") or "1")
local etag = os.getenv("ETAG")

wrk.headers["Accept"] = "application/json"
if etag then
  wrk.headers["If-None-Match"] = etag
else
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function init()
  math.randomseed(seed)
  for _, body in ipairs(bodies) do
    if etag then
      body.ready = wrk.format("GET", os.getenv("GET_PATH"))
    elseif not body.random then
      body.ready = wrk.format(nil, nil, nil, body.text)
    end
  end
end

function request()
  local body = #bodies == 1 and bodies[1] or bodies[math.random(#bodies)]
  return body.ready or wrk.format(nil, nil, nil, (body.text:gsub("__ID__", math.random(id_max))))
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  failed %d  requests %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed,
    summary.requests))
end
