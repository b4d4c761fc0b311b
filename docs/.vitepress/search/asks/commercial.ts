import type { Asks } from './asks.ts';

/** What people ask the commercial documents. */
export const COMMERCIAL: Asks = {
  'docs/commercial/README.md': `
    material for sales and buyers, sales kit, collateral
    which document shall I send to a prospect
    business documents for decision makers
    are the claims in these documents checked
    one-pager, brochure, what do I show to whom`,
  'docs/commercial/playbook.md': `
    how do we introduce it in our company, roll-out plan
    go to market, sales process, how to pitch and demo it
    who are the buyers, stakeholders and personas
    which questions should I expect in a first meeting
    talking points for a first call
    elevator pitch, value proposition, target customers
    when should we walk away from a deal
    which features justify the enterprise price
    convince a team to try it
    who is it not for, bad fit, qualify a lead
    when is it the wrong product for somebody`,
  'docs/commercial/playbook.md#four-motions': `
    path from trial to production
    start small and grow later
    from one engineer's trial to an organisation and a cluster`,
  'docs/commercial/playbook.md#a-trial-step-by-step': `
    run a proof of concept, POC, pilot or trial with a prospect
    demo script
    evaluation in an afternoon
    let a prospect test it, evaluation guide
    demonstrate the product in ten minutes`,
  'docs/commercial/playbook.md#before-agree-on-what-would-count': `
    success criteria of a pilot, acceptance criteria, how do we decide after the trial
    pilot agreement, what do we promise, exit criteria`,
  'docs/commercial/playbook.md#sizes-of-the-installation': `
    what does enterprise have that pro has not, feature comparison of editions
    why is a feature in enterprise only, feature matrix
    is single sign-on only in the expensive edition`,
  'docs/commercial/playbook.md#what-the-vendors-customers-buy': `
    what do the sample plans community, pro and enterprise contain, positioning of the tiers
    free plan, upsell from free to paid, argue for the bigger plan`,
  'docs/commercial/playbook.md#checkpoints-in-the-life-of-a-customer': `
    customer lifecycle, milestones, renewal, expansion, quarterly business review
    first 90 days of a customer, time to value
    who is responsible for a customer at which stage, handover from sales to customer success
    how do I prepare a renewal
    upsell and cross-sell moments
    onboarding goals, adoption, first value
    signal that a customer has started to use the product`,
  'docs/commercial/playbook.md#who-buys-who-uses': `
    whom do I talk to: engineering, security, finance, customer success
    the word tier means two things, tier of the installation and Tier of a customer
    who should attend the kickoff or first workshop`,
  'docs/commercial/playbook.md#after-decide': `
    the pilot is over, how do we decide`,
  'docs/commercial/playbook.md#where-things-are': `
    where is the billing dashboard, revenue page and installer`,
  'docs/commercial/playbook.md#6-lose-it-and-get-it-back': `
    show backup and restore during a trial`,
  'docs/commercial/pricing.md': `
    how should we price our product
    what does Tenantry cost, licence fee, is it free
    pricing strategy, packaging, price model
    price calculation for our SaaS, monetisation
    open source or paid, subscription price of the software
    is there a free plan, yearly payment cheaper
    licence costs`,
  'docs/commercial/pricing.md#what-to-charge-for': `
    choose a value metric, usage-based or per-seat pricing
    charge by usage, gigabyte, seat or transaction`,
  'docs/commercial/pricing.md#allowance-and-overage': `
    overage fees or hard limits, which is better
    included quantity and price per extra unit`,
  'docs/commercial/pricing.md#the-shipped-sample-prices': `
    example prices, discount for annual payment, sample calculation of a bill
    how much is pro per month`,
  'docs/commercial/pricing.md#currency-and-rounding': `
    several currencies, euro and dollar, exchange rates, taxes, VAT`,
  'docs/commercial/pricing.md#discounts': `
    discount policy, how much discount may I give, who approves
    special price for one customer, percentage off`,
  'docs/commercial/pricing.md#what-not-to-meter': `
    what should not be charged for`,
  'docs/commercial/pricing.md#how-a-price-is-changed': `
    raise prices for existing customers, price increase, announce a new price
    grandfathering of old prices
    steps to increase the price, announce it, move customers`,
  'docs/commercial/pricing.md#what-it-does-not-do': `
    coupons, vouchers, promo codes, quotes, commissions, referral, what billing cannot do
    what is not possible in pricing`,
  'docs/commercial/roi-methodology.md': `
    calculate the return on investment, business case, savings
    how much money or time does a customer save
    payback, CFO, justify the purchase, total cost of ownership
    formulas behind the ROI calculator
    is the estimate honest, assumptions, low base high
    worked example of an ROI calculation
    which number matters most, sensitivity analysis
    what must be disclosed with an estimate
    argue with the finance department, budget approval
    break-even, cost-benefit analysis
    where do the numbers of an estimate come from
    how do I show the CFO that it pays off
    numbers for a business case`,
  'docs/commercial/roi-methodology.md#what-must-be-said-with-it': `
    may I promise or guarantee the estimated return to a customer`,
  'docs/commercial/roi-methodology.md#the-formulas': `
    how is payback, net and present value calculated`,
  'docs/commercial/roi-methodology.md#what-is-not-validated': `
    has any customer confirmed the return`,
  'docs/commercial/roi-methodology.md#what-the-result-depends-on': `
    sensitivity of the estimate, biggest lever`,
  'docs/commercial/roi-methodology.md#what-it-is-good-for': `
    return for the vendor itself, is it worth running Tenantry`,
  'docs/commercial/roi-methodology.md#risks-of-the-estimate-itself': `
    what if the estimate turns out wrong`,
  'docs/commercial/roi-methodology.md#low-base-and-high': `
    pessimistic and optimistic case`,
  'docs/commercial/objections.md': `
    answers to concerns of prospects, objection handling, FAQ for sales
    why not build it ourselves, in-house solution, scripts
    we already have Stripe, Lago, Chargebee or another billing system
    vendor lock-in, what if the project is abandoned
    it is young, no references, who supports it, support contract, SLA, whom do we call
    data residency, where is data stored, in which country
    does it scale, is SQLite serious
    fear that automation cuts off an important customer
    migrate from our current system
    competitor is cheaper, battle card
    customer says it is too expensive, too new or too risky
    what if the company behind it goes bankrupt or stops
    uptime guarantee, service level, support hours
    why should I trust an unreleased version
    who else uses it
    honest weaknesses
    prospect says it is risky because it is new
    rights that the operator wants in our cluster are too much
    prospect uses Chargebee or Stripe already, why should it switch
    what can I truthfully say about performance
    do you have customers that I can talk to
    do you sell support or consulting
    what do I say when they ask for an SLA
    data is in whose hands, GDPR and the country where it is kept
    is there support for small companies
    how do I talk about missing certifications`,
  'docs/commercial/reference-scenarios.md': `
    case studies, reference customers, success stories, testimonials, who uses it
    sample customers for a demo, demo data
    show the whole loop from usage to suspension to bill in a demo
    how fast is a customer onboarded, figures for a presentation
    what do the sample tenants mean
    proof that it works, example customers
    present a live demo to a prospect
    who else uses it, customers that I can talk to
    try it with sample customers`,
  'docs/commercial/reference-scenarios.md#how-to-show-a-scenario-to-somebody': `
    give a live demonstration to a prospect, ten minutes`,
  'docs/commercial/reference-scenarios.md#2-sample-customers-on-a-monday': `
    demo customers with different health and billing states`,
  'docs/commercial/reference-scenarios.md#1-the-loop-plan-use-workload-bill': `
    evidence that a suspension really stops all pods`,
  'docs/commercial/reference-scenarios.md#3-a-machine-is-lost': `
    show that nothing is lost when a machine dies`,
  'docs/commercial/reference-scenarios.md#4-from-a-form-to-a-tenant-that-serves': `
    how many seconds from order to running customer`,
  'docs/commercial/case-study-template.md': `
    write a case study with a customer, customer story
    consent of a customer to use its logo, name or quote
    which figures may be published, evidence for a success story
    a customer withdraws its consent
    publish a success story of a client, press release
    get permission to publish a customer's name, quote or logo`,
  'docs/commercial/case-study-template.md#rules': `
    must a negative finding be in a case study`,
  'docs/commercial/case-study-template.md#who-signs-what': `
    who has to approve a case study`,
  'docs/commercial/customer-success-handbook.md': `
    how do I read a health score, playbook for customer success
    customer is red, yellow, at risk or unknown, what shall I do
    in which order do I look at the numbers
    pitfalls of health scores, seasonal customers
    weekly and monthly routine of a customer success manager
    hand over customers, holiday, leaving colleague
    what does coverage mean
    how are sentiment and notes used
    prevent churn, save an account, customer uses the product less
    colour of a score, traffic light
    what does it mean when adoption or usage trend falls
    how often should I contact a customer
    who owns the account, notes after a call
    account looks healthy but complains
    exclude seasonal customers from churn warnings
    successor takes over my accounts, what was agreed
    what is a good or bad score and by when must I react
    upsell opportunities among my customers`,
  'docs/commercial/customer-success-handbook.md#what-to-do-by-state': `
    steps for a customer at risk, on watch or unknown
    a customer wants to leave or cancel`,
  'docs/commercial/customer-success-handbook.md#traps': `
    mistakes when reading scores`,
  'docs/commercial/customer-success-handbook.md#notes-tasks-sentiment-handing-over': `
    how do I write a good note or task`,
  'docs/commercial/customer-success-handbook.md#cadence': `
    weekly report of unhealthy customers, recurring checks`,
  'docs/commercial/customer-success-handbook.md#what-it-is-made-of': `
    weights of factors, thresholds for healthy and at risk, difference between watch and at risk`,
  'docs/commercial/customer-success-handbook.md#five-numbers-in-this-order': `
    how do I translate health into action, which number first`,
  'docs/commercial/security-review.md': `
    security questionnaire, vendor assessment, due diligence, procurement
    documents for our CISO, information security, data protection officer
    IT security asks us many questions, answers for auditors
    is it safe to run in our data centre
    reasons against using it
    which third parties get to see customer data`,
  'docs/commercial/security-review.md#make-the-pack': `
    make a folder with all security documents for the reviewer`,
  'docs/commercial/security-review.md#what-is-stored-where-for-how-long': `
    which personal data is stored, where and how long, GDPR, records of processing
    data retention, deletion of personal data
    retention periods for a privacy policy`,
  'docs/commercial/security-review.md#who-gets-data': `
    sub-processors, third parties that receive data
    is anything sent to the vendor, phone home
    where does data leave the system, data flow to third parties
    who has access to production data at the maker of the software`,
  'docs/commercial/security-review.md#access': `
    SAML, SCIM, MFA, two-factor authentication, custom roles, four eyes principle
    can employees be restricted to some customers
    can staff see all customers' data
    can support staff impersonate a customer`,
  'docs/commercial/security-review.md#encryption-and-secrets': `
    encryption at rest and in transit, key management, vault, HSM
    are backups encrypted, is traffic between containers encrypted
    are passwords and keys stored in plain text
    can I keep secrets in Vault or a cloud secret manager
    are secrets written to logs
    is TLS enforced everywhere, internal traffic
    which cryptographic algorithms are used`,
  'docs/commercial/security-review.md#integrity-and-audit': `
    audit trail, SIEM export, Splunk, log of administrators
    how long are logs of user actions kept`,
  'docs/commercial/security-review.md#operation': `
    containers as root, availability, tested backups, usage statistics
    business continuity, redundancy`,
  'docs/commercial/security-review.md#development-and-supply': `
    penetration test, SOC 2, ISO 27001, HIPAA, PCI, certification, compliance
    SBOM, vulnerability scanning, signed images, secure development, code review, static analysis
    external audit, independent review, pen test report
    how are third-party dependencies vetted
    missing certifications, is it certified`,
  'docs/commercial/security-review.md#law': `
    data processing agreement, DPA, liability, warranty, exit strategy
    who is liable, contract, terms of service`,
  'docs/commercial/security-review.md#how-to-say-no': `
    good reasons to refuse it in a review`,
};
