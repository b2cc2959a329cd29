-- What wrk does beyond reading one address: sends the forms of a file, each writer in turn, and prints one line that
-- xtask reads. A form has three fields with tabs between them: cookie, path, body. With a pause in milliseconds as the
-- third argument each connection waits about so long before each form, and never all at the same moment.

local forms = {}
local at = 0
-- Global, so that `done` can ask for it.
refused = 0

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  if args[1] == nil then
    return
  end
  for line in io.lines(args[1]) do
    local cookie, path, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)$")
    local headers = {
      ["Host"] = wrk.headers["Host"],
      ["Cookie"] = cookie,
      ["Origin"] = args[2],
      ["Content-Type"] = "application/x-www-form-urlencoded",
    }
    table.insert(forms, wrk.format("POST", path, headers, body))
  end
  local pause = tonumber(args[3] or "0")
  if pause > 0 then
    delay = function()
      return math.random(0, 2 * pause)
    end
  end
  request = function()
    at = at % #forms + 1
    return forms[at]
  end
  -- A form that was carried out leads to its page with `done=`; one that was refused does not.
  response = function(status, headers)
    local to = headers["location"] or headers["Location"] or ""
    if status ~= 303 or not to:find("done=", 1, true) then
      refused = refused + 1
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  for _, thread in ipairs(threads) do
    failed = failed + (thread:get("refused") or 0)
  end
  -- Times in microseconds.
  io.write(string.format(
    "kaisei-bench requests=%d duration=%d failed=%d p50=%d p95=%d p99=%d\n",
    summary.requests, summary.duration, failed,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
