// nginx's own counters in Prometheus's text, by the names of nginx's exporter, in the order in which stub_status tells them.
const NAMES = [
  ['nginx_connections_active', 'gauge'],
  ['nginx_connections_accepted', 'counter'],
  ['nginx_connections_handled', 'counter'],
  ['nginx_http_requests_total', 'counter'],
  ['nginx_connections_reading', 'gauge'],
  ['nginx_connections_writing', 'gauge'],
  ['nginx_connections_waiting', 'gauge'],
];

async function text(r) {
  const status = await r.subrequest('/stub-status');
  const numbers = status.responseText.match(/\d+/g);
  r.headersOut['Content-Type'] = 'text/plain; version=0.0.4';
  r.return(200, NAMES.map((name, i) => `# TYPE ${name[0]} ${name[1]}\n${name[0]} ${numbers[i]}\n`).join(''));
}

export default { text };
