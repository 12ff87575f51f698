use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::config::Config;
use crate::error::{Error, Result};

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks the server of this configuration whether it can work, for those who watch over a container.
pub async fn run(config: &Config) -> Result<()> {
    let mut address = config.bind;
    if address.ip().is_unspecified() {
        let here: std::net::IpAddr =
            if address.is_ipv6() { std::net::Ipv6Addr::LOCALHOST.into() } else { std::net::Ipv4Addr::LOCALHOST.into() };
        address.set_ip(here);
    }
    let not = |why: String| Error::Unavailable(anyhow::anyhow!("the server at {address}: {why}"));
    let answer = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
        let mut first = String::new();
        BufReader::new(stream).read_line(&mut first).await?;
        Ok::<_, std::io::Error>(first)
    };
    let first = tokio::time::timeout(PATIENCE, answer).await.map_err(|_| not("no answer".into()))?;
    let first = first.map_err(|error| not(error.to_string()))?;
    // One that speaks TLS itself sends everybody else there, and one that knows not this host says so: both are alive.
    let status: u16 = first.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(500);
    if status < 500 {
        println!("The server at {address} answers.");
        return Ok(());
    }
    Err(not(first.trim().to_owned()))
}
