import os,shutil
R='/work/wt/joined/server/'
def sub(p,*pairs):
    s=open(R+p).read()
    for a,b in pairs:
        assert a in s,(p,a)
        s=s.replace(a,b,1)
    open(R+p,'w').write(s)
O='/tmp/operations/'
shutil.copy(O+'doctor/general.rs',R+'src/commands/doctor/general.rs')
shutil.copy(O+'doctor/alive.rs',R+'src/commands/doctor/alive.rs')
shutil.copy(O+'doctor/files.rs',R+'src/commands/doctor/files.rs')
sub('src/commands/doctor/mod.rs',
('mod audit;\n','mod alive;\nmod audit;\n'),
('mod files;\n','mod files;\nmod general;\n'),
('''/// What can be examined.
#[derive(Subcommand)]
pub enum Doctor {''','''/// Looks at everything that an install stands on, or more closely at one thing.
#[derive(clap::Args)]
pub struct Doctor {
    /// Says what was found as JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

/// What can be examined more closely.
#[derive(Subcommand)]
enum What {'''),
('''    /// Says of every agency whether''','''    /// Asks the running server whether it can work; for those who watch over a container.
    Alive,
    /// Says of every agency whether'''),
('''        let url = config''','''        let what = match self.what {
            None => return general::run(config, self.json).await,
            Some(What::Alive) => return alive::run(config).await,
            Some(what) => what,
        };
        let url = config'''),
('match self {','match what {'),
('Self::Audit(audit)','What::Alive => Ok(()),\n            Self::Audit(audit)'),('Self::Audit','What::Audit'),('Self::Files','What::Files'),('Self::Stripe','What::Stripe'),('Self::Brand','What::Brand'),
)
sub('src/commands/mod.rs',('''    #[command(subcommand)]
    Doctor(doctor::Doctor)''','''    Doctor(doctor::Doctor)'''))
more=open(O+'doctor/whole_more.rs').read()
sub('src/access/whole.rs',('''
    /// Lets the moment go.''',more+'''
    /// Lets the moment go.'''))
p=R+'src/features/connections/service/reseal.rs'
s=open(p).read()
i=s.index('\nasync fn connections(')
s=s[:i]+open(O+'doctor/readable.rs').read()+s[i:]
open(p,'w').write(s)
sub('src/features/connections/mod.rs',('pub use service::reseal::reseal;','pub use service::reseal::{readable, reseal};'))
sub('src/mail/adapters.rs',('''        Ok(Self { transport: builder.build(), sender, letters })
    }
''','''        Ok(Self { transport: builder.build(), sender, letters })
    }
'''+open(O+'doctor/smtp_reach.rs').read()))
