// Run by mongosh: makes the three members a replica set, once, and waits for its primary.
const { readFileSync } = require('node:fs');

const MEMBERS = ['mongodb:27017', 'mongodb-2:27017', 'mongodb-3:27017'];
const DEADLINE = Date.now() + 120_000;

const admin = connect('mongodb://mongodb:27017/admin?directConnection=true');
admin.auth('tenantry', readFileSync('/run/secrets/mongodb-password', 'utf8').trim());

try {
  admin.runCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  admin.runCommand({
    replSetInitiate: { _id: 'tenantry', members: MEMBERS.map((host, index) => ({ _id: index, host })) },
  });
}

while (!admin.hello().primary) {
  if (Date.now() > DEADLINE) throw new Error('the replica set has no primary');
  sleep(500);
}
