"""Delivery reports as mail servers write them; ``{letter}`` is the Message-ID of the letter they are about."""

from __future__ import annotations

__all__ = ["EXCHANGE", "GMAIL", "OUT_OF_OFFICE", "POSTFIX", "POSTFIX_DELAY", "POSTFIX_EXPIRED", "QMAIL"]

POSTFIX = """\
Return-Path: <>
Received: by mail.plenary.example.org (Postfix) id 4XyZ1234; Wed, 18 Nov 2099 02:15:09 +0000 (UTC)
Date: Wed, 18 Nov 2099 02:15:09 +0000 (UTC)
From: MAILER-DAEMON@mail.plenary.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: secretariat@plenary.example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="REPORT"
Message-Id: <20991118021509.4XyZ1234@mail.plenary.example.org>

This is a MIME-encapsulated message.

--REPORT
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.plenary.example.org.

<binh@example.org>: host mx.example.org[192.0.2.7] said: 550 5.1.1
    <binh@example.org>: Recipient address rejected: User unknown (in reply to
    RCPT TO command)

--REPORT
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.plenary.example.org
X-Postfix-Queue-ID: 4XyZ1234
X-Postfix-Sender: rfc822; secretariat@plenary.example.org
Arrival-Date: Wed, 18 Nov 2099 02:15:07 +0000 (UTC)

Final-Recipient: rfc822; binh@example.org
Original-Recipient: rfc822;binh@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <binh@example.org>: Recipient address
    rejected: User unknown

--REPORT
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Received: from web.plenary.example.org (localhost [127.0.0.1])
\tby mail.plenary.example.org (Postfix) with ESMTP id 4XyZ1234
From: Secretariat <secretariat@plenary.example.org>
To: =?utf-8?b?QsOsbmg=?= <binh@example.org>
Message-ID: {letter}
Subject: Invitation

--REPORT--
"""

POSTFIX_DELAY = (
    POSTFIX.replace("Undelivered Mail Returned to Sender", "Delayed Mail (still being retried)")
    .replace("Action: failed\nStatus: 5.1.1", "Action: delayed\nStatus: 4.4.1")
    .replace("Remote-MTA: dns; mx.example.org\n", "")
    .replace(
        "Diagnostic-Code: smtp; 550 5.1.1 <binh@example.org>: Recipient address\n    rejected: User unknown",
        "Diagnostic-Code: X-Postfix; connect to mx.example.org[192.0.2.7]:25:\n    Connection timed out",
    )
)

POSTFIX_EXPIRED = POSTFIX_DELAY.replace("Action: delayed", "Action: failed")

EXCHANGE = """\
From: Microsoft Outlook
\t<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>
To: <secretariat@plenary.example.org>
Date: Wed, 18 Nov 2099 02:15:12 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_NDR_"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
Message-ID: <b1e2c3d4-0000-4444-8888-abcdefabcdef@HK0PR01MB1234.apcprd01.prod.exchangelabs.com>
In-Reply-To: {letter}
References: {letter}
Subject: Undeliverable: Invitation
Auto-Submitted: auto-replied
MIME-Version: 1.0

--_NDR_
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="_ALT_"

--_ALT_
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or groups:

Binh (binh@example.org)
The recipient's mailbox is full and can't accept messages now.

--_ALT_
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Delivery has failed to these recipients or groups:</p></body></html>

--_ALT_--

--_NDR_
Content-Type: message/delivery-status

Reporting-MTA: dns;HK0PR01MB1234.apcprd01.prod.exchangelabs.com
Received-From-MTA: dns;mail.plenary.example.org
Arrival-Date: Wed, 18 Nov 2099 02:15:10 +0000

Final-Recipient: rfc822;binh@example.org
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message
X-Display-Name: Binh

--_NDR_
Content-Type: message/rfc822

Received: from mail.plenary.example.org (192.0.2.1) by
 HK0PR01MB1234.apcprd01.prod.exchangelabs.com (2603:1096:203:87::7) with Microsoft SMTP Server
From: Secretariat <secretariat@plenary.example.org>
To: Binh <binh@example.org>
Subject: Invitation
Message-ID: {letter}
MIME-Version: 1.0
Content-Type: text/plain

You are invited.

--_NDR_--
"""

GMAIL = """\
Delivered-To: secretariat@plenary.example.org
Return-Path: <>
Content-Type: multipart/report; boundary="000000000000abcdef0123456789"; report-type=delivery-status
To: secretariat@plenary.example.org
Received: by 2002:a05:6402:1234:b0:5c5:0000:0000 with SMTP id x1-20020a; Tue, 17 Nov 2099 18:15:09 -0800 (PST)
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
X-Failed-Recipients: binh@example.org
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {letter}
In-Reply-To: {letter}
Message-ID: <655812ab.050a0220.12345.6789.GMR@mx.google.com>
Date: Tue, 17 Nov 2099 18:15:09 -0800 (PST)

--000000000000abcdef0123456789
Content-Type: multipart/related; boundary="000000000000abcdef0987654321"

--000000000000abcdef0987654321
Content-Type: multipart/alternative; boundary="000000000000abcdef0555555555"

--000000000000abcdef0555555555
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to binh@example.org because the address couldn't be found, or is unable to receive mail.

--000000000000abcdef0555555555--

--000000000000abcdef0987654321--

--000000000000abcdef0123456789
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; secretariat@plenary.example.org
Arrival-Date: Tue, 17 Nov 2099 18:15:08 -0800 (PST)
X-Original-Message-ID: {letter}

Final-Recipient: rfc822; binh@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.com. (2a00:1450:400c:c0c::1a, the server for the domain example.org.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos or
 550 5.1.1 unnecessary spaces. NoSuchUser ffacd0b85a97d-4321 - gsmtp
Last-Attempt-Date: Tue, 17 Nov 2099 18:15:09 -0800 (PST)

--000000000000abcdef0123456789
Content-Type: message/rfc822

From: Secretariat <secretariat@plenary.example.org>
To: Binh <binh@example.org>
Message-ID: {letter}
Subject: Invitation
Content-Type: multipart/alternative; boundary="=_x_0"

----- Message truncated -----

--000000000000abcdef0123456789--
"""

OUT_OF_OFFICE = """\
From: Binh <binh@example.org>
To: secretariat@plenary.example.org
Subject: Automatic reply: Invitation
Auto-Submitted: auto-replied
In-Reply-To: <0192a@plenary.example.org>
Content-Type: text/plain; charset="utf-8"

I am away until Monday.
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.net
To: secretariat@plenary.example.org
Subject: failure notice

Hi. This is the qmail-send program at mail.example.net.
<binh@example.org>:
192.0.2.9 does not like recipient.
Remote host said: 550 no such user
Giving up on 192.0.2.9.
"""
