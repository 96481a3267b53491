// Purges for nginx's JavaScript module: what nginx keeps is a file that is named by the MD5 of its key. Where it is gone, nginx
// fetches the answer again.
import crypto from 'crypto';
import fs from 'fs';

function remove(r) {
  if (r.method !== 'PURGE') {
    r.return(405);
    return;
  }
  const name = crypto.createHash('md5').update(r.variables.purged).digest('hex');
  try {
    fs.unlinkSync(`${r.variables.kept}/${name.slice(-1)}/${name.slice(-3, -1)}/${name}`); // levels=1:2
    r.return(204);
  } catch (e) {
    if (e.code === 'ENOENT') {
      r.return(404);
    } else {
      r.error(`purge: ${e}`);
      r.return(500);
    }
  }
}

export default { remove };
