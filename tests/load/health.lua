-- The routes that need no signature, each in its turn; what was not answered with 200 is counted and told at the end.
-- wrk -t2 -c16 -d20s --latency -s tests/load/health.lua http://127.0.0.1:8000

local paths = { "/health", "/metrics", "/openapi.json" }
local threads = {}
local at = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(_)
  others = 0
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

function response(status)
  if status ~= 200 then
    others = others + 1
  end
end

function done(_, _, _)
  local sum = 0
  for _, thread in ipairs(threads) do
    sum = sum + thread:get("others")
  end
  print("answers other than 200: " .. sum)
end
