set -u; B=/tmp/operations/bin/portico; W=$(mktemp -d); cd $W
for v in $(env | grep -o '^PORTICO_[A-Z_]*' | grep -v TEST_POSTGRES); do unset $v; done
kind=$1; E=""; E2=""
if [ $kind = pg ]; then for d in one two; do psql -q "$PORTICO_TEST_POSTGRES" -c "CREATE DATABASE $d"; done
 U=${PORTICO_TEST_POSTGRES%/*}; E="PORTICO_DATABASE_URL=$U/one"; E2="PORTICO_DATABASE_URL=$U/two"; fi
mkdir a b; P=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
env $E PORTICO_METRICS_BIND= $B demo --bind 127.0.0.1:$P --data $W/a >log 2>&1 & S=$!
for i in $(seq 1 100); do curl -fs -o /dev/null localhost:$P/readyz && break; sleep 1; done
echo "ready $i"
D="PORTICO_DATA_DIR=$W/a"
( while kill -0 $S 2>/dev/null; do curl -s -o /dev/null localhost:$P/portal/login; done ) & L=$!
env $E $D $B backup $W/x.tar; echo "backup rc=$?"; kill $S; wait $S $L 2>/dev/null
ls -la $W | grep x.tar; tar tf x.tar | tail -4; tar tf x.tar | wc -l
env $E $D $B backup $W/x.tar; echo "again rc=$?"
cp a/secret.key b/
D2="PORTICO_DATA_DIR=$W/b"
head -c 5000 x.tar > cut.tar; env $E2 $D2 $B restore cut.tar; echo "cut rc=$?"
bad=0; n=$(stat -c %s x.tar); for at in 0 140 600 $((n/3)) $((n/2)) $((n-3000)) $((n-1300)) $((n-1)); do python3 - $at <<'PY'
import sys; b=bytearray(open('x.tar','rb').read()); b[int(sys.argv[1])]^=1; open('y.tar','wb').write(b)
PY
env $E2 $D2 $B restore y.tar >o 2>&1 && bad=1 && echo "BYTE $at TAKEN"; find b -type f | grep -v secret.key && bad=1; done; echo "altered: bad=$bad; last said: $(cat o)"
env $E $D $B restore x.tar; echo "full place rc=$?"
mkdir c; env PORTICO_DATA_DIR=$W/c ${E2:-X=1} $B restore x.tar; echo "no key rc=$?"; find c -type f
env PORTICO_SECRET_KEY=$(printf 'A%.0s' $(seq 43)) PORTICO_DATA_DIR=$W/c ${E2:-X=1} $B restore x.tar; echo "other key rc=$?"; find c -type f
[ $kind = sqlite ] && { (trap '' XFSZ; ulimit -f 400; env $D2 $B restore x.tar); echo "full disk rc=$?"; find b -type f; }
env $E2 $D2 $B restore --check x.tar; echo "check rc=$?"
env $E2 $D2 $B restore x.tar > table; echo "restore rc=$?"; grep -c . table; grep -E 'NOT|files|audit|Restored|genuine|^request ' table
env $E2 $D2 $B doctor audit; echo "audit rc=$?"
env $E2 PORTICO_METRICS_BIND= $B demo --bind 127.0.0.1:$P --data $W/b >log2 2>&1 & S=$!
for i in $(seq 1 60); do curl -fs -o /dev/null localhost:$P/readyz && break; sleep 1; done
T=$(curl -s localhost:$P/api/v1/auth/token -H 'content-type: application/json' -d '{"email":"mia@northwind.test","password":"correct-horse-demo"}' | python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')
curl -s -H "authorization: Bearer $T" "localhost:$P/api/v1/approvals?status=approved" > ap; A=$(python3 -c 'import json; print(json.load(open("ap"))["items"][0]["id"])')
ST=$(curl -s -H "authorization: Bearer $T" localhost:$P/api/v1/approvals/$A | python3 -c 'import json,sys; print(json.load(sys.stdin)["steps"][0]["id"])')
curl -s -H "authorization: Bearer $T" localhost:$P/api/v1/approvals/$A/steps/$ST/certificate -o cert.pdf; curl -s -H "authorization: Bearer $T" localhost:$P/api/v1/agency/certificate-key -o key.json
$B verify cert.pdf --key key.json | head -4; echo "verify rc=${PIPESTATUS[0]}"
kill $S; wait $S 2>/dev/null; cd /; rm -rf $W
