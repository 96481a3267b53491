-- What nginx keeps is a file that is named by the MD5 of its key. Where it is gone, nginx fetches the answer again.
local NO_SUCH_FILE = 2

if ngx.req.get_method() ~= "PURGE" then
  return ngx.exit(405)
end
local name = ngx.md5(ngx.var.purged)
local removed, message, code =
  os.remove(("%s/%s/%s/%s"):format(ngx.var.kept, name:sub(-1), name:sub(-3, -2), name)) -- levels=1:2
if removed then
  return ngx.exit(204)
end
if code == NO_SUCH_FILE then
  return ngx.exit(404)
end
ngx.log(ngx.ERR, "purge: ", message)
return ngx.exit(500)
