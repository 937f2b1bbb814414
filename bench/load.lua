-- Asks GraphQL operations over and over, in random order: the request bodies in the files of BODIES, parted by colons. In a body
-- __ID__ is replaced in each request by a random id from 1 to ID_MAX; with ONCE set by those behind ONCE alone, scattered, each once
-- before any is asked for again. With KNOWN set it asks by GET, as a client who has the answers: a file of paths and entity tags.
local bodies = {}
for name in os.getenv("BODIES"):gmatch("[^:]+") do
  local file = assert(io.open(name))
  -- As others that ask for the same send it: with a newline at its end it would be another request.
  local body = file:read("*a"):gsub("%s+$", "")
  file:close()
  bodies[#bodies + 1] = { text = body, random = body:find("__ID__", 1, true) ~= nil }
end
local id_max = tonumber(os.getenv("ID_MAX") or "1")
local seed = tonumber(os.getenv("SEED") or "1")
local once = tonumber(os.getenv("ONCE"))
local known = os.getenv("KNOWN")

-- A prime: its multiples meet all numbers of any range that it does not divide.
local STRIDE = 7919
local asked = 0
local requests = {}

wrk.headers["Accept"] = "application/json"
if not known then
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function init()
  math.randomseed(seed)
  if known then
    for line in io.lines(known) do
      local path, etag = line:match("^(%S+) (.+)$")
      wrk.headers["If-None-Match"] = etag
      requests[#requests + 1] = wrk.format("GET", path)
    end
    return
  end
  for _, body in ipairs(bodies) do
    if not body.random then
      body.ready = wrk.format(nil, nil, nil, body.text)
    end
  end
end

local function id()
  if not once then
    return math.random(id_max)
  end
  asked = asked + 1
  return once + 1 + asked * STRIDE % (id_max - once)
end

function request()
  if known then
    return requests[math.random(#requests)]
  end
  local body = #bodies == 1 and bodies[1] or bodies[math.random(#bodies)]
  return body.ready or wrk.format(nil, nil, nil, (body.text:gsub("__ID__", id())))
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  failed %d  requests %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed,
    summary.requests))
end
