
R='/work/wt/joined/'
def sub(p,*pairs):
    s=open(R+p).read()
    for a,b in pairs:
        assert a in s,(p,a)
        s=s.replace(a,b,1)
    open(R+p,'w').write(s)
s=open(R+'docs/operations.md').read()
a=s.index('## Backup and restore'); b=s.index('## When something is odd')
s=s[:a]+open('/tmp/operations/docs/backup.md').read()+'\n'+s[b:]
open(R+'docs/operations.md','w').write(s)
sub('docs/adr/README.md',('| [46](0046-a-connection-is-replaced-in-one-step-and-renewed-by-one.md) | A connection is replaced in one step, and renewed by one node |','| [46](0046-a-connection-is-replaced-in-one-step-and-renewed-by-one.md) | A connection is replaced in one step, and renewed by one node |\n| [47](0047-the-key-is-in-no-backup.md) | The key is in no backup |'))
import shutil
shutil.copy('/tmp/operations/docs/0047-the-key-is-in-no-backup.md',R+'docs/adr/')
sub('ARCHITECTURE.md',('keys rotate, doctor, verify, openapi;','keys rotate, backup, restore, doctor, verify,\n                        openapi;'),
("| pools, pragmas, the lock for migrating, `LISTEN` | `access/database.rs` |","| pools, pragmas, the lock for migrating, `LISTEN` | `access/database.rs` |\n| copies of the whole, for backups | `access/whole.rs`, `commands/backup`, `commands/restore` |"))
