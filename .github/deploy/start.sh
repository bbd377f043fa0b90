# Runs on the host, by bash: takes the settings from standard input, `NAME=value` each ended by a NUL, so that a value may
# hold line breaks and quotes, and starts the console with them. No value stands on a command line.
set -euo pipefail
umask 077
folder=$(cd "$(dirname "$0")" && pwd)
settings="$folder/settings"
cat > "$settings"
names=()
while IFS= read -r -d '' pair; do
  export "$pair"
  names+=(--env "${pair%%=*}")
done < "$settings"
# Private authorities are files of this host: ca/prod.pem serves the environment `prod`, ca.pem the console and all without their own.
authorities=()
if [ -e "$folder/ca.pem" ]; then
  authorities+=(--env TLS_CA_FILE=/ca.pem --volume "$folder/ca.pem:/ca.pem:ro")
fi
for file in "$folder"/ca/*.pem; do
  [ -e "$file" ] || continue
  key=$(basename "$file" .pem)
  authorities+=(--env "TLS_CA_FILE_${key^^}=/ca/$key.pem" --volume "$file:/ca/$key.pem:ro")
done
# So are options of endpoints and schedules of jobs.
options=()
for name in endpoints.json heartbeats.json; do
  [ -e "$folder/$name" ] || continue
  options+=(--volume "$folder/$name:/app/$name:ro")
done
docker rm --force envscope
docker run --detach --name envscope --restart unless-stopped "${names[@]}" "${authorities[@]}" "${options[@]}" \
  --env HOST=0.0.0.0 --env PORT=3000 --env DATA_DIR=/data \
  --volume envscope:/data --publish 127.0.0.1:3000:3000 envscope
